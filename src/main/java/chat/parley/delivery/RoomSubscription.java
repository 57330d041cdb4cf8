package chat.parley.delivery;

import chat.parley.backplane.TopicListener;
import chat.parley.history.Removal;
import chat.parley.protocol.Event;
import chat.parley.protocol.Event.RoomGone.Reason;
import chat.parley.protocol.Position;
import chat.parley.protocol.RoomId;
import chat.parley.protocol.User;
import chat.parley.websocket.FrameEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// A room that at least one session of this pod sits in: its feed, and the halls that it is handed to. Belongs to the
/// backplane's event loop.
final class RoomSubscription implements SequencerOutput, TopicListener {

    private static final UnknownMessages FOREIGN = new UnknownMessages();
    private static final long LATER_MS = 500;

    /// Beyond this many online a room tells numbers only, and rarely (protocol.md section 5).
    private static final long NAMED = 500;

    private static final long GATHERING_MS = 1_000;
    private static final long RARELY_MS = 5_000;
    private static final long CHANGING_MS = 300;
    private static final String EVERYBODY = "*";

    private final RoomId room;
    private final RoomSubscriptions house;
    private final RoomSequencer feed;
    private final Map<EventLoop, Integer> halls = new HashMap<>(4);
    /// The same, to go through: a session that ends on the way leaves its seat, and perhaps its hall, at once.
    private EventLoop[] loops = {};
    /// By who is told: in a direct room each of the two by himself.
    private final Map<String, PresenceDigest> digests = new HashMap<>(2);
    private final TypingNews typing;
    private final FanOutTraces fanOuts;
    private Future<Void> subscribed = Future.succeededFuture();
    private long storedAt;
    private boolean changing;

    RoomSubscription(RoomId room, RoomSubscriptions house) {
        this.room = room;
        this.house = house;
        this.feed = new RoomSequencer(room, house.log(), this);
        this.typing = new TypingNews(room, house, this::pass);
        this.fanOuts = new FanOutTraces(room, house.traces());
    }

    /// The room's topic is asked for; `subscribed` completes when it is heard.
    void hears(Future<Void> subscribed) {
        this.subscribed = subscribed;
    }

    RoomSequencer feed() {
        return feed;
    }

    Future<Void> subscribed() {
        return subscribed;
    }

    void sit(EventLoop loop) {
        if (halls.merge(loop, 1, Integer::sum) == 1) {
            loops = halls.keySet().toArray(EventLoop[]::new);
        }
    }

    void stand(EventLoop loop) {
        if (halls.computeIfPresent(loop, (same, count) -> count == 1 ? null : count - 1) == null) {
            loops = halls.keySet().toArray(EventLoop[]::new);
        }
    }

    @Override
    public boolean closed() {
        return halls.isEmpty();
    }

    @Override
    public void missed() {
        house.missed(room);
    }

    @Override
    public void heard(byte[] bytes) {
        RoomMessage text = RoomMessage.read(bytes);
        switch (text.kind()) {
            case "log" -> {
                storedAt = text.number(2);
                List<LogEvent> lines = text.log();
                fanOuts.heard(text.words(3), lines);
                feed.heard(text.word(1), lines);
            }
            case "here" -> {
                String viewer = text.words(3).stream().findFirst().orElse(EVERYBODY);
                PresenceDigest digest = digests.computeIfAbsent(viewer, _ -> new PresenceDigest());
                text.lines().forEach(line -> moved(digest, line));
                counted(viewer, digest, text.number(1), text.number(2));
            }
            case "pass" -> text.lines().forEach(event -> pass(event, Map.of()));
            case "out" -> removed(text.word(1), Reason.of(text.word(2)));
            case "changed" -> changed(text.word(1));
            case "receipt" -> pass(frame(new Event.Receipt(room, text.cursors())), without(text.word(1)));
            case "renamed" ->
                text.lines().forEach(event -> each(event, (hall, one) -> hall.passOnce(room, one, text.word(1))));
            case "emit" ->
                text.lines().forEach(event -> each(event, (hall, one) -> hall.passExcept(room, one, text.word(1))));
            case "typing" -> typing.heard(text);
            default -> FOREIGN.met(text.kind());
        }
    }

    @Override
    public void removed(Removal removal) {
        removed(removal.user(), removal.reason());
    }

    private void removed(String user, Reason reason) {
        inPlace((hall, last) -> hall.removed(room, user, reason, last));
    }

    /// What concerns everybody costs a look for each session: it is gathered.
    private void changed(String user) {
        if (!user.equals(EVERYBODY)) {
            inPlace((hall, last) -> hall.changed(room, user::equals, last));
        } else if (!changing) {
            changing = true;
            PresenceDigest all = digests.get(EVERYBODY);
            house.after(all != null && all.online() > NAMED ? RARELY_MS : CHANGING_MS, () -> {
                changing = false;
                inPlace((hall, last) -> hall.changed(room, _ -> true, last));
            });
        }
    }

    /// Tells the halls in its place among the log events. While nobody has found out yet where the room stands, those
    /// who are coming in may have looked before what is told.
    private void inPlace(BiConsumer<LoopSubscribers, Position> telling) {
        feed.flush();
        Position last = feed.last();
        if (last != null) {
            for (EventLoop loop : loops) {
                house.inHall(loop, hall -> telling.accept(hall, last));
            }
        } else if (!closed()) {
            later(() -> inPlace(telling));
        }
    }

    @Override
    public void deliver(Publication publication) {
        long at = storedAt;
        FanOutTrace fanOut = fanOuts.of(publication, loops.length);
        for (EventLoop loop : loops) {
            publication.frames().retain();
            house.inHall(loop, hall -> {
                hall.deliver(room, publication);
                house.delivered(at);
                if (fanOut.traced()) {
                    fanOut.heard(hall.seats(room));
                }
            });
        }
        publication.frames().release();
    }

    @Override
    public void renew(Position last) {
        for (EventLoop loop : loops) {
            house.inHall(loop, hall -> hall.renew(room, last));
        }
    }

    @Override
    public void onLoop(Runnable task) {
        house.onLoop(task);
    }

    @Override
    public void healing() {
        house.healing();
    }

    @Override
    public void atEndOfTurn(Runnable task) {
        house.atEndOfTurn(task);
    }

    @Override
    public void later(Runnable task) {
        house.after(LATER_MS, task);
    }

    private static Map<String, @Nullable ByteBuf> without(String user) {
        return user.isEmpty() ? Map.of() : Collections.singletonMap(user, null);
    }

    private static void moved(PresenceDigest digest, String line) {
        int blank = line.indexOf(' ');
        User user = new User(line.substring(1, blank), line.substring(blank + 1));
        if (line.charAt(0) == '+') {
            digest.came(user);
        } else {
            digest.went(user);
        }
    }

    private void counted(String viewer, PresenceDigest digest, long members, long online) {
        if (digest.counts(members, online)) {
            house.after(online > NAMED ? RARELY_MS : GATHERING_MS, () -> tellPresence(viewer, digest));
        }
    }

    private void tellPresence(String viewer, PresenceDigest digest) {
        if (!digest.news()) {
            digest.clear();
            return;
        }
        boolean names = digest.online() <= NAMED && !room.equals(Lobby.ROOM);
        Map<String, @Nullable ByteBuf> special = new HashMap<>();
        if (names) {
            digest.named().forEach(user -> special.put(user, presenceWithout(digest, user)));
        }
        if (!viewer.equals(EVERYBODY)) {
            release(special.put(room.other(viewer), null));
        }
        pass(presence(digest, names ? digest.joined() : List.of(), names ? digest.left() : List.of()), special);
        digest.clear();
    }

    /// One is not told of oneself; nothing at all when nobody else moved.
    private @Nullable ByteBuf presenceWithout(PresenceDigest digest, String user) {
        List<User> joined =
                digest.joined().stream().filter(one -> !one.id().equals(user)).toList();
        List<User> left =
                digest.left().stream().filter(one -> !one.id().equals(user)).toList();
        return joined.isEmpty() && left.isEmpty() ? null : presence(digest, joined, left);
    }

    private ByteBuf presence(PresenceDigest digest, List<User> joined, List<User> left) {
        return frame(new Event.Presence(room, joined, left, digest.members(), digest.online()));
    }

    private ByteBuf frame(Event event) {
        return FrameEncoder.text(house.frames().event(event));
    }

    private void pass(String event, Map<String, @Nullable ByteBuf> special) {
        pass(FrameEncoder.text(event.getBytes(StandardCharsets.UTF_8)), special);
    }

    /// Hands an event to every hall, and each one a reference of its frame.
    private void each(String event, BiConsumer<LoopSubscribers, ByteBuf> action) {
        ByteBuf frame = FrameEncoder.text(event.getBytes(StandardCharsets.UTF_8));
        for (EventLoop loop : loops) {
            frame.retain();
            house.inHall(loop, hall -> action.accept(hall, frame));
        }
        frame.release();
    }

    private void pass(ByteBuf frames, Map<String, @Nullable ByteBuf> special) {
        for (EventLoop loop : loops) {
            frames.retain();
            special.values().forEach(one -> {
                if (one != null) {
                    one.retain();
                }
            });
            house.inHall(loop, hall -> {
                hall.pass(room, frames, special);
                special.values().forEach(RoomSubscription::release);
            });
        }
        frames.release();
        special.values().forEach(RoomSubscription::release);
    }

    private static void release(@Nullable ByteBuf frames) {
        if (frames != null) {
            frames.release();
        }
    }
}
