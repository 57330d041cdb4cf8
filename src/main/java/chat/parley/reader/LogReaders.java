package chat.parley.reader;

import chat.parley.history.RedisAppend;
import chat.parley.presence.Leases;
import chat.parley.presence.Pod;
import chat.parley.protocol.RoomId;
import chat.parley.store.RedisStore;
import chat.parley.store.StoreClock;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/// Reads rooms' logs for each consumer that is switched on. If none is, it does nothing at all.
@Singleton
public final class LogReaders {

    private static final Logger LOG = Logger.getLogger(LogReaders.class);
    private static final long TIDY_MS = 10_000;
    /// All rooms are listed when a pod starts, once more when the pods of the former release have ended, which list
    /// none if they have no consumer, and then every hour.
    private static final long SECOND_SWEEP_MS = Duration.ofMinutes(5).toMillis();

    private static final long SWEEP_MS = Duration.ofHours(1).toMillis();
    private static final long CLAIM_MS = Duration.ofMinutes(1).toMillis();

    private final Vertx vertx;
    private final RedisStore store;
    private final RedisEntries entries;
    private final RedisAppend append;
    private final Pod pod;
    private final StoreClock clock;
    private final Consumer<Runnable> whenForgotten;
    private final List<LogConsumer> consumers;
    private final List<LogReader> reading = new ArrayList<>();

    @Inject
    public LogReaders(
            Vertx vertx,
            RedisStore store,
            RedisEntries entries,
            RedisAppend append,
            Pod pod,
            StoreClock clock,
            Leases leases,
            Instance<LogConsumer> consumers) {
        this(
                vertx,
                store,
                entries,
                append,
                pod,
                clock,
                leases::whenForgotten,
                consumers.stream().toList());
    }

    LogReaders(
            Vertx vertx,
            RedisStore store,
            RedisEntries entries,
            RedisAppend append,
            Pod pod,
            StoreClock clock,
            Consumer<Runnable> whenForgotten,
            List<LogConsumer> consumers) {
        this.vertx = vertx;
        this.store = store;
        this.entries = entries;
        this.append = append;
        this.pod = pod;
        this.clock = clock;
        this.whenForgotten = whenForgotten;
        this.consumers = List.copyOf(consumers);
    }

    void started(@Observes StartupEvent start) {
        open();
    }

    void ended(@Observes ShutdownEvent end) {
        reading.forEach(LogReader::end);
    }

    /// Starts to read.
    void open() {
        List<RedisReaders> lists = new ArrayList<>();
        for (LogConsumer consumer : consumers) {
            if (consumer.on()) {
                RedisReaders readers = new RedisReaders(store, pod, consumer.name());
                lists.add(readers);
                reading.add(new LogReader(
                        consumer, readers, entries, clock, ((VertxInternal) vertx).createEventLoopContext()));
            }
        }
        if (lists.isEmpty()) {
            return;
        }
        ListedRooms listed = new ListedRooms(vertx, lists, System::nanoTime);
        append.beforeEach(listed::before);
        RoomSweep sweep = new RoomSweep(vertx, store, new RedisScan(store), rooms -> list(lists, rooms));
        whenForgotten.accept(() -> {
            forgotten(listed);
            sweep(sweep);
        });
        store.whenConnected(_ -> forgotten(listed));
        vertx.setPeriodic(TIDY_MS, _ -> listed.tidy());
        reading.forEach(LogReader::open);
        sweep(sweep);
        vertx.setTimer(SECOND_SWEEP_MS, _ -> sweep(sweep));
        vertx.setPeriodic(SWEEP_MS, _ -> sweep(sweep));
    }

    private void forgotten(ListedRooms listed) {
        listed.forget();
        reading.forEach(LogReader::readAll);
    }

    private void sweep(RoomSweep sweep) {
        store.claim(store.prefix().key("readers:sweep"), CLAIM_MS)
                .compose(claimed -> claimed ? sweep.all() : Future.succeededFuture())
                .onFailure(failure -> LOG.warnf("Cannot list all rooms to read: %s", failure.getMessage()));
    }

    private static Future<Void> list(List<RedisReaders> lists, List<RoomId> rooms) {
        return Future.all(lists.stream()
                        .map(one -> one.list(rooms, LogReader.QUIET_MS + 1))
                        .toList())
                .mapEmpty();
    }
}
