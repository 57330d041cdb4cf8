package chat.parley.delivery;

import chat.parley.backplane.RedisBackplane;
import chat.parley.history.RedisLog;
import chat.parley.keyspace.RoomKeys;
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

/// The rooms to which sessions of this pod are subscribed. The pod subscribes to a room's topic while a
/// session is subscribed. Sessions subscribe and unsubscribe on their own event loop; everything else runs on
/// the backplane's.
@Singleton
public final class RoomSubscriptions {

    private static final long RECORD_AGAIN_MS = 1_000;
    private static final int RECORD_BATCH = 500;

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
    private final Map<EventLoop, LoopSubscribers> subscribers = new ConcurrentHashMap<>();
    private final List<Consumer<RoomId>> whenMissed = new CopyOnWriteArrayList<>();
    /// Rooms opened in this turn.
    private final List<RoomId> unrecorded = new ArrayList<>();

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
                .description(
                        "Time from storing a message, by the clock of Redis, until its frames are queued for the sockets")
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(1))
                .maximumExpectedValue(Duration.ofSeconds(30))
                .register(meters);
        this.heals = Counter.builder("parley.log.heals")
                .description("Reads of a room's log because publications were missed or the room's epoch changed")
                .register(meters);
        Gauge.builder("parley.rooms.open", open, Map::size)
                .description("Rooms to which sessions on this pod are subscribed")
                .register(meters);
    }

    /// Subscribes a session; the subscription holds events back at first. Completes on the caller's context
    /// when the room's topic is subscribed: whatever is stored later reaches the session.
    public Future<Void> subscribe(Subscription subscription) {
        EventLoop loop = loopOf(subscription);
        subscribers(loop).add(subscription);
        Promise<Void> confirmed = promise();
        onLoop(() -> {
            RoomSubscription room = open.computeIfAbsent(subscription.room(), this::opened);
            room.add(loop);
            room.subscribed().onComplete(confirmed);
        });
        return confirmed.future();
    }

    /// Starts delivery after the room's head, as the first session found it; before that nothing is
    /// delivered.
    public void begin(RoomId room, Position head) {
        onLoop(() -> find(room).ifPresent(found -> found.sequencer().begin(head)));
    }

    /// Unsubscribes a session; false if it was unsubscribed already. A session that ends while it is
    /// subscribing may call this twice, which must not count down another session.
    public boolean unsubscribe(Subscription subscription) {
        EventLoop loop = loopOf(subscription);
        if (!subscribers(loop).remove(subscription)) {
            return false;
        }
        onLoop(() -> find(subscription.room()).ifPresent(room -> {
            room.remove(loop);
            if (room.closed()) {
                close(subscription.room());
            }
        }));
        return true;
    }

    /// A subscription is confined to its loop; calls from others could overtake each other.
    private static EventLoop loopOf(Subscription subscription) {
        EventLoop loop = subscription.subscriber().loop();
        if (!loop.inEventLoop()) {
            throw new IllegalStateException("expected to be on the event loop of session "
                    + subscription.subscriber().session() + ", was on "
                    + Thread.currentThread().getName());
        }
        return loop;
    }

    private void close(RoomId room) {
        RoomSubscription closed = open.remove(room);
        if (closed != null) {
            backplane.unsubscribe(new RoomKeys(backplane.prefix(), room).topic(), closed);
        }
        after(forgetMillis, () -> {
            if (!open.containsKey(room)) {
                presence.removeRoom(room);
            }
        });
    }

    /// Delivers the room's received events at once, so that what is sent to its members next follows them. On
    /// the backplane's loop.
    public void flush(RoomId room) {
        find(room).ifPresent(found -> found.sequencer().flush());
    }

    /// Runs `listener` when events of a single room may have been missed; on the backplane's loop.
    void whenMissed(Consumer<RoomId> listener) {
        whenMissed.add(listener);
    }

    /// The number of open rooms, as in the meter; from any thread, possibly slightly stale.
    public int count() {
        return open.size();
    }

    /// All open rooms; on the backplane's loop.
    List<RoomId> rooms() {
        return new ArrayList<>(open.keySet());
    }

    Optional<RoomSequencer> sequencerOf(RoomId room) {
        return find(room).map(RoomSubscription::sequencer);
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

    void withSubscribers(EventLoop loop, Consumer<LoopSubscribers> action) {
        LoopSubscribers subscribers = subscribers(loop);
        if (loop.inEventLoop()) {
            action.accept(subscribers);
        } else {
            loop.execute(() -> action.accept(subscribers));
        }
    }

    void atEndOfTurn(Runnable task) {
        backplane.loop().runOnContext(_ -> task.run());
    }

    public void after(long millis, Runnable task) {
        vertx.setTimer(millis, _ -> onLoop(task));
    }

    /// A promise that completes on the caller's context.
    public Promise<Void> promise() {
        return vertx.promise();
    }

    public void onLoop(Runnable task) {
        backplane.loop().emit(_ -> task.run());
    }

    private RoomSubscription opened(RoomId room) {
        unrecorded.add(room);
        if (unrecorded.size() == 1) {
            atEndOfTurn(this::recordOpened);
        }
        RoomSubscription opened = new RoomSubscription(room, this);
        opened.subscribedWhen(backplane.subscribeInSlot(new RoomKeys(backplane.prefix(), room).topic(), opened));
        return opened;
    }

    /// Reports that events of a room may have been missed. On the backplane's loop.
    void missed(RoomId room) {
        whenMissed.forEach(listener -> listener.accept(room));
    }

    /// Records again in which rooms this pod has users, since the store may have lost it and another pod
    /// could not clean up after this one. On the backplane's loop.
    public void recordRoomsAgain() {
        recordRooms(rooms());
    }

    /// Before anybody enters them: that waits for the subscription.
    private void recordOpened() {
        List<RoomId> all = List.copyOf(unrecorded);
        unrecorded.clear();
        recordRooms(all);
    }

    private void recordRooms(List<RoomId> all) {
        for (int from = 0; from < all.size(); from += RECORD_BATCH) {
            List<RoomId> some = all.subList(from, Math.min(all.size(), from + RECORD_BATCH));
            presence.addRooms(some).onFailure(_ -> some.forEach(this::recordRoomLater));
        }
    }

    /// Retries on failure: in a cluster the record's node may be down while the room's is up.
    private void recordRoom(RoomId room) {
        presence.addRoom(room).onFailure(_ -> recordRoomLater(room));
    }

    private void recordRoomLater(RoomId room) {
        after(RECORD_AGAIN_MS, () -> {
            if (open.containsKey(room)) {
                recordRoom(room);
            }
        });
    }

    private Optional<RoomSubscription> find(RoomId room) {
        return Optional.ofNullable(open.get(room));
    }

    private LoopSubscribers subscribers(EventLoop loop) {
        return subscribers.computeIfAbsent(loop, LoopSubscribers::new);
    }
}
