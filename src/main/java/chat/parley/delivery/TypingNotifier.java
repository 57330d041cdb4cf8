package chat.parley.delivery;

import chat.parley.protocol.Event;
import chat.parley.protocol.FrameWriter;
import chat.parley.protocol.RoomId;
import chat.parley.protocol.User;
import chat.parley.websocket.FrameEncoder;
import io.netty.buffer.ByteBuf;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Sends who is typing in a room to the sessions of this pod: the whole list without the recipient, at most
/// once a second (protocol.md section 5). It is repeated while somebody continues, so that clients that came
/// late or missed an event get it, too. Confined to the backplane's event loop.
final class TypingNotifier {

    private static final long INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final RoomId room;
    private final RoomSubscriptions subscriptions;
    private final FrameWriter frames;
    private final BiConsumer<ByteBuf, Map<String, @Nullable ByteBuf>> output;
    private final TypingBoard board = new TypingBoard();
    private List<User> sent = List.of();
    private long sentAt = System.nanoTime() - INTERVAL_NANOS;
    private boolean scheduled;

    /// @param output takes the frames for everybody, and those for certain users instead
    TypingNotifier(
            RoomId room, RoomSubscriptions subscriptions, BiConsumer<ByteBuf, Map<String, @Nullable ByteBuf>> output) {
        this.room = room;
        this.subscriptions = subscriptions;
        this.frames = subscriptions.frames();
        this.output = output;
    }

    /// Takes who is typing through a pod.
    void receive(RoomMessage.Typing message) {
        long now = System.nanoTime();
        board.replace(
                message.pod(),
                message.typists().stream().map(typist -> shown(typist, now)).toList());
        schedule(now);
    }

    private static TypingBoard.Shown shown(RoomMessage.Typist typist, long now) {
        return new TypingBoard.Shown(typist.user(), now + TimeUnit.MILLISECONDS.toNanos(typist.millis()));
    }

    private void schedule(long now) {
        if (!scheduled) {
            scheduled = true;
            after(sentAt + INTERVAL_NANOS - now, this::send);
        }
    }

    private void send() {
        scheduled = false;
        long now = System.nanoTime();
        List<User> before = sent;
        sent = board.at(now);
        sentAt = now;
        if (!before.isEmpty() || !sent.isEmpty()) {
            output.accept(text(sent), special(before));
        }
        board.nextSilence(now).ifPresent(left -> after(left, this::expire));
    }

    /// Sends the list again if somebody has expired.
    private void expire() {
        long now = System.nanoTime();
        if (!board.at(now).equals(sent)) {
            schedule(now);
        }
    }

    /// The frames of users who are named: the list without themselves; null if that was and is empty.
    private Map<String, @Nullable ByteBuf> special(List<User> before) {
        Map<String, @Nullable ByteBuf> special = new HashMap<>();
        Stream.concat(before.stream(), sent.stream()).map(User::id).distinct().forEach(reader -> {
            List<User> others = without(sent, reader);
            boolean nothing = others.isEmpty() && without(before, reader).isEmpty();
            special.put(reader, nothing ? null : text(others));
        });
        return special;
    }

    private ByteBuf text(List<User> users) {
        List<User> most = users.stream().limit(Event.Typing.MAX_USERS).toList();
        return FrameEncoder.text(frames.event(new Event.Typing(room, most)));
    }

    private static List<User> without(List<User> users, String reader) {
        return users.stream().filter(user -> !user.id().equals(reader)).toList();
    }

    /// Runs a moment later than requested, so that what expires then has expired.
    private void after(long nanos, Runnable task) {
        if (nanos <= 0) {
            task.run();
        } else {
            subscriptions.after(TimeUnit.NANOSECONDS.toMillis(nanos) + 1, task);
        }
    }
}
