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

/// The sessions of this pod that watch the list of public rooms: told what changed at most once a second. A pod where
/// nobody watches does not listen. Belongs to the backplane's event loop.
@Singleton
public final class Watchers {

    private static final long GATHERING_MS = 1_000;

    private final RoomSubscriptions feeds;
    private final RedisBackplane backplane;
    private final RedisDirectory directory;
    private final FrameWriter frames;
    private final Set<Subscriber> watching = new HashSet<>();
    private final LinkedHashSet<RoomId> changed = new LinkedHashSet<>();
    private Future<Void> subscribed = Future.succeededFuture();

    private final TopicListener listener = this::heard;

    public Watchers(RoomSubscriptions feeds, RedisBackplane backplane, RedisDirectory directory, FrameWriter frames) {
        this.feeds = feeds;
        this.backplane = backplane;
        this.directory = directory;
        this.frames = frames;
    }

    /// `ear` is told from now on. The future completes when no change from then on is missed.
    public Future<Void> add(Subscriber ear) {
        Promise<Void> listens = feeds.promise();
        feeds.onLoop(() -> {
            if (watching.isEmpty()) {
                subscribed = backplane.subscribe(RedisDirectory.TOPIC, listener);
            }
            watching.add(ear);
            subscribed.onComplete(listens);
        });
        return listens.future();
    }

    /// `ear` is told no more.
    public void remove(Subscriber ear) {
        feeds.onLoop(() -> {
            if (watching.remove(ear) && watching.isEmpty()) {
                backplane.unsubscribe(RedisDirectory.TOPIC, listener);
            }
        });
    }

    private void heard(byte[] text) {
        boolean first = changed.isEmpty();
        for (String name : new String(text, StandardCharsets.UTF_8).split(" ", -1)) {
            RoomId room = new RoomId(name);
            if (room.kind() == RoomKind.PUBLIC) {
                changed.add(room);
            }
        }
        if (first && !changed.isEmpty()) {
            feeds.after(GATHERING_MS, this::tell);
        }
    }

    private void tell() {
        List<RoomId> now = changed.stream().limit(RedisDirectory.PAGE).toList();
        now.forEach(changed::remove);
        if (!changed.isEmpty()) {
            feeds.after(GATHERING_MS, this::tell);
        }
        directory
                .lines(now)
                .compose(lines -> directory.total().map(total -> new Event.RoomsChanged(withGone(now, lines), total)))
                .onSuccess(event -> feeds.onLoop(() -> send(event)));
    }

    /// A room that is no more is told once, without anybody in it.
    private static List<RoomLine> withGone(List<RoomId> asked, List<RoomLine> found) {
        List<RoomLine> all = new ArrayList<>(found);
        Set<RoomId> there = new HashSet<>(found.stream().map(RoomLine::room).toList());
        asked.stream()
                .filter(room -> !there.contains(room))
                .forEach(room -> all.add(new RoomLine(room, room.value(), 0, 0, 0)));
        return all;
    }

    private void send(Event event) {
        ByteBuf frame = FrameEncoder.text(frames.event(event));
        watching.forEach(ear -> {
            ByteBuf mine = frame.retainedDuplicate();
            ear.loop().execute(() -> ear.hearPassing(mine));
        });
        frame.release();
    }
}
