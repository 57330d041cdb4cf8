package chat.parley.room;

import chat.parley.backplane.RedisBackplane;
import chat.parley.backplane.TopicListener;
import chat.parley.delivery.RoomSubscriptions;
import chat.parley.delivery.Subscriber;
import chat.parley.protocol.Event;
import chat.parley.protocol.FrameWriter;
import chat.parley.protocol.RoomId;
import chat.parley.protocol.RoomKind;
import chat.parley.protocol.RoomLine;
import chat.parley.protocol.Writers;
import chat.parley.websocket.FrameEncoder;
import io.netty.buffer.ByteBuf;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The sessions of this pod that watch the list of public rooms; they get its changes at most once a second.
/// A pod without watchers does not subscribe to the topic. Confined to the backplane's event loop.
@Singleton
public final class Watchers {

    private static final long INTERVAL_MS = 1_000;

    private final RoomSubscriptions subscriptions;
    private final RedisBackplane backplane;
    private final RedisDirectory directory;
    private final FrameWriter frames;
    private final Set<Subscriber> watching = new HashSet<>();
    private final LinkedHashSet<RoomId> changed = new LinkedHashSet<>();
    private Future<Void> subscribed = Future.succeededFuture();

    private final TopicListener listener = this::received;

    public Watchers(
            RoomSubscriptions subscriptions, RedisBackplane backplane, RedisDirectory directory, FrameWriter frames) {
        this.subscriptions = subscriptions;
        this.backplane = backplane;
        this.directory = directory;
        this.frames = frames;
    }

    /// Adds a watcher. The future completes when no later change can be missed, or once the watcher is removed
    /// again: then there is nothing to miss.
    public Future<Void> add(Subscriber subscriber) {
        Promise<Void> confirmed = subscriptions.promise();
        subscriptions.onLoop(() -> {
            if (watching.isEmpty()) {
                subscribed = backplane.subscribe(directory.topic(), listener);
            }
            watching.add(subscriber);
            Future<Void> mine = subscribed;
            mine.onComplete(outcome -> {
                boolean overtaken = !subscribed.equals(mine) || !watching.contains(subscriber);
                confirmed.handle(overtaken ? Future.succeededFuture() : outcome);
            });
        });
        return confirmed.future();
    }

    /// Removes a watcher.
    public void remove(Subscriber subscriber) {
        subscriptions.onLoop(() -> {
            if (watching.remove(subscriber) && watching.isEmpty()) {
                backplane.unsubscribe(directory.topic(), listener);
            }
        });
    }

    private void received(byte[] text) {
        boolean first = changed.isEmpty();
        for (String name : new String(text, StandardCharsets.UTF_8).split(" ", -1)) {
            RoomId room = new RoomId(name);
            if (room.kind() == RoomKind.PUBLIC) {
                changed.add(room);
            }
        }
        if (first && !changed.isEmpty()) {
            subscriptions.after(INTERVAL_MS, this::publish);
        }
    }

    private void publish() {
        List<RoomId> now = changed.stream().limit(RedisDirectory.PAGE).toList();
        now.forEach(changed::remove);
        if (!changed.isEmpty()) {
            subscriptions.after(INTERVAL_MS, this::publish);
        }
        directory
                .lines(now)
                .compose(lines -> directory.total().map(total -> new Event.RoomsChanged(withGone(now, lines), total)))
                .onSuccess(event -> subscriptions.onLoop(() -> send(event)));
    }

    /// Adds deleted rooms as lines without members.
    private static List<RoomLine> withGone(List<RoomId> requested, List<RoomLine> found) {
        List<RoomLine> all = new ArrayList<>(found);
        Set<RoomId> existing = new HashSet<>(found.stream().map(RoomLine::room).toList());
        requested.stream()
                .filter(room -> !existing.contains(room))
                .forEach(room -> all.add(new RoomLine(room, room.value(), 0, 0, 0, Writers.MEMBERS)));
        return all;
    }

    private void send(Event event) {
        ByteBuf frame = FrameEncoder.text(frames.event(event));
        watching.forEach(subscriber -> {
            ByteBuf mine = frame.retainedDuplicate();
            subscriber.loop().execute(() -> subscriber.sendEphemeral(mine));
        });
        frame.release();
    }
}
