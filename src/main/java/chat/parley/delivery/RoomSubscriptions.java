package chat.parley.delivery;

import chat.parley.backplane.RedisBackplane;
import chat.parley.history.RedisLog;
import chat.parley.history.RoomKeys;
import chat.parley.presence.PresenceConfig;
import chat.parley.presence.RedisPresence;
import chat.parley.protocol.FrameWriter;
import chat.parley.protocol.Position;
import chat.parley.protocol.RoomId;
import chat.parley.store.StoreClock;
import chat.parley.trace.Traces;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.netty.channel.EventLoop;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// The rooms that somebody on this pod sits in. The pod hears a room while there is a seat in it. Seats are taken and
/// left on the session's event loop; everything else happens on the backplane's.
@Singleton
public final class RoomSubscriptions {

    private static final long ATTEND_AGAIN_MS = 1_000;
    private static final int ATTENDED_AT_ONCE = 500;

    private final VertxInternal vertx;
    private final RedisBackplane backplane;
    private final RedisLog log;
    private final FrameWriter frames;
    private final StoreClock clock;
    private final RedisPresence presence;
    private final Traces traces;
    private final long forgetMillis;
    private final Timer lag;
    private final Counter heals;
    private final Map<RoomId, RoomSubscription> open = new HashMap<>();
    private final Map<EventLoop, LoopSubscribers> halls = new ConcurrentHashMap<>();
    private final List<Consumer<RoomId>> whenMissed = new CopyOnWriteArrayList<>();

    public RoomSubscriptions(
            Vertx vertx,
            RedisBackplane backplane,
            RedisLog log,
            FrameWriter frames,
            StoreClock clock,
            RedisPresence presence,
            PresenceConfig config,
            Traces traces,
            MeterRegistry meters) {
        this.vertx = (VertxInternal) vertx;
        this.backplane = backplane;
        this.log = log;
        this.frames = frames;
        this.clock = clock;
        this.presence = presence;
        this.traces = traces;
        this.forgetMillis = 2 * config.grace().toMillis();
        this.lag = Timer.builder("parley.delivery.lag")
                .description("From the store's time of a message to its frames being queued for the sockets")
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(1))
                .maximumExpectedValue(Duration.ofSeconds(30))
                .register(meters);
        this.heals = Counter.builder("parley.log.heals")
                .description("Reads of a room's log because publications were missed, or its epoch changed")
                .register(meters);
        Gauge.builder("parley.rooms.open", open, Map::size)
                .description("Rooms that somebody on this pod sits in")
                .register(meters);
    }

    /// Takes a seat, shut at first. Completes on the caller's context when the room is heard: whatever is stored later
    /// reaches the seat.
    public Future<Void> sit(Subscription seat) {
        EventLoop loop = loopOf(seat);
        hall(loop).add(seat);
        Promise<Void> heard = promise();
        onLoop(() -> {
            RoomSubscription feed = open.computeIfAbsent(seat.room(), this::opened);
            feed.sit(loop);
            feed.subscribed().onComplete(heard);
        });
        return heard.future();
    }

    /// The first to find out where the room stands says so; before that nothing is passed on.
    public void begin(RoomId room, Position head) {
        onLoop(() -> feed(room).ifPresent(feed -> feed.feed().begin(head)));
    }

    /// Leaves the seat; false when it was left already. A session that ends while it is still coming in may try
    /// twice, and must not take a place that is another's.
    public boolean stand(Subscription seat) {
        EventLoop loop = loopOf(seat);
        if (!hall(loop).remove(seat)) {
            return false;
        }
        onLoop(() -> feed(seat.room()).ifPresent(feed -> {
            feed.stand(loop);
            if (feed.closed()) {
                close(seat.room());
            }
        }));
        return true;
    }

    /// A seat belongs to one loop; taken or left from another, the two could overtake each other.
    private static EventLoop loopOf(Subscription seat) {
        EventLoop loop = seat.ear().loop();
        if (!loop.inEventLoop()) {
            throw new IllegalStateException(
                    "expected to be on the event loop of session " + seat.ear().session() + ", was on "
                            + Thread.currentThread().getName());
        }
        return loop;
    }

    private void close(RoomId room) {
        RoomSubscription closed = open.remove(room);
        if (closed != null) {
            backplane.unsubscribe(new RoomKeys(room).topic(), closed);
        }
        after(forgetMillis, () -> {
            if (!open.containsKey(room)) {
                presence.attendsNoMore(room);
            }
        });
    }

    /// Passes on at once what the room said up to now, so that what its members are told otherwise has its place behind
    /// it. On the backplane's loop.
    public void passOn(RoomId room) {
        feed(room).ifPresent(feed -> feed.feed().flush());
    }

    /// Runs when one room alone was not heard for a while; on the backplane's loop.
    void whenMissed(Consumer<RoomId> listener) {
        whenMissed.add(listener);
    }

    /// How many rooms are open, as the meter shows it: for any thread, and perhaps a little late.
    public int count() {
        return open.size();
    }

    /// Every room that is open now; on the backplane's loop.
    List<RoomId> rooms() {
        return new ArrayList<>(open.keySet());
    }

    Optional<RoomSequencer> feedOf(RoomId room) {
        return feed(room).map(RoomSubscription::feed);
    }

    RedisLog log() {
        return log;
    }

    Traces traces() {
        return traces;
    }

    FrameWriter frames() {
        return frames;
    }

    void delivered(long storedAt) {
        lag.record(Math.max(0, clock.millis() - storedAt), TimeUnit.MILLISECONDS);
    }

    void healing() {
        heals.increment();
    }

    void inHall(EventLoop loop, Consumer<LoopSubscribers> action) {
        LoopSubscribers hall = hall(loop);
        if (loop.inEventLoop()) {
            action.accept(hall);
        } else {
            loop.execute(() -> action.accept(hall));
        }
    }

    void atEndOfTurn(Runnable task) {
        backplane.loop().runOnContext(_ -> task.run());
    }

    public void after(long millis, Runnable task) {
        vertx.setTimer(millis, _ -> onLoop(task));
    }

    /// Kept on the context of the one who calls this.
    public Promise<Void> promise() {
        return vertx.promise();
    }

    public void onLoop(Runnable task) {
        backplane.loop().emit(_ -> task.run());
    }

    private RoomSubscription opened(RoomId room) {
        attend(room);
        RoomSubscription feed = new RoomSubscription(room, this);
        feed.hears(backplane.subscribeInSlot(new RoomKeys(room).topic(), feed));
        return feed;
    }

    /// A room was not heard for a while. On the backplane's loop.
    void missed(RoomId room) {
        whenMissed.forEach(listener -> listener.accept(room));
    }

    /// The store may have forgotten in which rooms this pod has users: whoever cleans up after it would not find them.
    /// On the backplane's loop.
    public void attendAgain() {
        List<RoomId> all = rooms();
        for (int from = 0; from < all.size(); from += ATTENDED_AT_ONCE) {
            List<RoomId> some = all.subList(from, Math.min(all.size(), from + ATTENDED_AT_ONCE));
            presence.attend(some).onFailure(_ -> some.forEach(this::attendLater));
        }
    }

    /// Where a cluster keeps this, it may be away while the room is there.
    private void attend(RoomId room) {
        presence.attends(room).onFailure(_ -> attendLater(room));
    }

    private void attendLater(RoomId room) {
        after(ATTEND_AGAIN_MS, () -> {
            if (open.containsKey(room)) {
                attend(room);
            }
        });
    }

    private Optional<RoomSubscription> feed(RoomId room) {
        return Optional.ofNullable(open.get(room));
    }

    private LoopSubscribers hall(EventLoop loop) {
        return halls.computeIfAbsent(loop, LoopSubscribers::new);
    }
}
