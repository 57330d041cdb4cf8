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

/// Tells the sessions of this pod who is writing in one room: the whole list, the reader left out, at most once a
/// second (protocol.md section 5). It is told again while somebody goes on, so that a client that came late or missed
/// one learns of it too. Belongs to the backplane's event loop.
final class TypingNews {

    private static final long GATHERING_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final RoomId room;
    private final RoomSubscriptions house;
    private final FrameWriter frames;
    private final BiConsumer<ByteBuf, Map<String, @Nullable ByteBuf>> exit;
    private final TypingBoard board = new TypingBoard();
    private List<User> told = List.of();
    private long toldAt = System.nanoTime() - GATHERING_NANOS;
    private boolean gathering;

    /// @param exit takes what everybody is told, and what certain users are told instead
    TypingNews(RoomId room, RoomSubscriptions house, BiConsumer<ByteBuf, Map<String, @Nullable ByteBuf>> exit) {
        this.room = room;
        this.house = house;
        this.frames = house.frames();
        this.exit = exit;
    }

    /// `typing <pod>`, then a line `<ms> <user> <name>` for each.
    void heard(RoomMessage text) {
        long now = System.nanoTime();
        board.heard(
                text.word(1),
                text.lines().stream().map(line -> shown(line, now)).toList());
        change(now);
    }

    private static TypingBoard.Shown shown(String line, long now) {
        String[] words = line.split(" ", 3);
        return new TypingBoard.Shown(
                new User(words[1], words[2]), now + TimeUnit.MILLISECONDS.toNanos(Long.parseLong(words[0])));
    }

    private void change(long now) {
        if (!gathering) {
            gathering = true;
            after(toldAt + GATHERING_NANOS - now, this::tell);
        }
    }

    private void tell() {
        gathering = false;
        long now = System.nanoTime();
        List<User> before = told;
        told = board.at(now);
        toldAt = now;
        if (!before.isEmpty() || !told.isEmpty()) {
            exit.accept(text(told), special(before));
        }
        board.nextSilence(now).ifPresent(left -> after(left, this::silence));
    }

    /// Somebody may have fallen silent without a word.
    private void silence() {
        long now = System.nanoTime();
        if (!board.at(now).equals(told)) {
            change(now);
        }
    }

    /// Who is named reads the list without himself; who read nothing before and reads nothing now is not told.
    private Map<String, @Nullable ByteBuf> special(List<User> before) {
        Map<String, @Nullable ByteBuf> special = new HashMap<>();
        Stream.concat(before.stream(), told.stream()).map(User::id).distinct().forEach(reader -> {
            List<User> others = without(told, reader);
            boolean silent = others.isEmpty() && without(before, reader).isEmpty();
            special.put(reader, silent ? null : text(others));
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

    /// A moment later than asked, so that what ends then has ended.
    private void after(long nanos, Runnable task) {
        if (nanos <= 0) {
            task.run();
        } else {
            house.after(TimeUnit.NANOSECONDS.toMillis(nanos) + 1, task);
        }
    }
}
