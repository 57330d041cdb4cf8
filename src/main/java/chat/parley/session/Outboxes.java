package chat.parley.session;

import chat.parley.protocol.CloseCode;
import chat.parley.websocket.NettyWebSocket;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.util.internal.PlatformDependent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.MemorySize;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToLongFunction;

/// Bounds what waits for all connections of this pod together (`parley.outbox.pod-size`), so that clients
/// that request much and do not read it take no memory from others. From three quarters of the bound on the
/// largest are closed with 4002, until what waits for the others is half of it; what is still held for
/// closing connections is dropped when the bound itself is reached. Frames shared by many recipients are
/// counted for each of them, so it acts rather too early than too late. Thread-safe.
@Singleton
final class Outboxes {

    private static final long CHECK_MS = 1_000;
    /// How much may at least be queued between two checks, as a part of the bound.
    private static final int STEP = 64;

    private static final class Watched {
        private final NettyWebSocket socket;
        private volatile boolean closing;

        private Watched(NettyWebSocket socket) {
            this.socket = socket;
        }
    }

    private record Held(Watched of, long bytes) {}

    private final long bound;
    private final Counter ended;
    private final Set<Watched> all = ConcurrentHashMap.newKeySet();
    private final AtomicLong grown = new AtomicLong();
    private final AtomicBoolean checking = new AtomicBoolean();
    private volatile long allowance;

    @Inject
    Outboxes(OutboxConfig config, MeterRegistry meters) {
        this(bound(config), meters);
    }

    Outboxes(long bound, MeterRegistry meters) {
        this.bound = bound;
        this.allowance = bound / STEP;
        Gauge.builder("parley.outbox.bytes", all, Outboxes::held)
                .description("Bytes that wait to be sent on all connections of this pod")
                .register(meters);
        Gauge.builder("parley.outbox.bound", () -> bound)
                .description("Most bytes that may wait on all connections of this pod (parley.outbox.pod-size)")
                .register(meters);
        ended = Counter.builder("parley.outbox.ended")
                .description("Connections closed with 4002 because too many bytes waited on all connections together")
                .register(meters);
    }

    private static long bound(OutboxConfig config) {
        return config.podSize().map(MemorySize::asLongValue).orElseGet(() -> PlatformDependent.maxDirectMemory() / 2);
    }

    /// Outboxes also grow by shared frames, which [#grew] does not count.
    void started(@Observes StartupEvent start, Vertx vertx) {
        vertx.setPeriodic(CHECK_MS, _ -> check());
    }

    /// Includes a connection from now on.
    ///
    /// @return what to run when the connection is closed
    Runnable watch(NettyWebSocket socket) {
        Watched watched = new Watched(socket);
        all.add(watched);
        return () -> all.remove(watched);
    }

    /// Counts bytes that were put into an outbox, or are about to be.
    void grew(long bytes) {
        if (grown.addAndGet(bytes) > allowance) {
            check();
        }
    }

    private void check() {
        if (checking.compareAndSet(false, true)) {
            try {
                grown.set(0);
                allowance = Math.max(bound / STEP, bound * 3 / 4 - enforce());
            } finally {
                checking.set(false);
            }
        }
    }

    /// Closes the largest if needed; returns what is then held.
    private long enforce() {
        long sum = held(all);
        if (sum <= bound * 3 / 4) {
            return sum;
        }
        List<Held> largest = largest();
        sum = sum(largest, Held::bytes);
        long open = sum(largest, held -> held.of.closing ? 0 : held.bytes);
        long enough = open > bound * 3 / 4 ? bound / 2 : open;
        for (Held held : largest) {
            if (open > enough && !held.of.closing) {
                open -= held.bytes;
                end(held.of);
            }
        }
        return sum > bound ? dropClosing(largest, sum) : sum;
    }

    /// Closing connections whose peers have not read what is still held for them.
    private long dropClosing(List<Held> largest, long sum) {
        long remaining = sum;
        for (Held held : largest) {
            if (remaining > bound * 3 / 4 && held.of.closing) {
                remaining -= held.bytes;
                held.of.socket.drop();
            }
        }
        return remaining;
    }

    private void end(Watched watched) {
        watched.closing = true;
        watched.socket.close(
                CloseCode.SLOW_READER.code(),
                "more than " + bound + " bytes were waiting for all (parley.outbox.pod-size); reconnect and resume");
        ended.increment();
    }

    private List<Held> largest() {
        List<Held> largest = new ArrayList<>();
        for (Watched watched : all) {
            long bytes = watched.socket.held();
            if (bytes > 0) {
                largest.add(new Held(watched, bytes));
            }
        }
        largest.sort(Comparator.comparingLong(Held::bytes).reversed());
        return largest;
    }

    private static long sum(List<Held> some, ToLongFunction<Held> bytes) {
        return some.stream().mapToLong(bytes).sum();
    }

    private static long held(Collection<Watched> all) {
        return all.stream().mapToLong(watched -> watched.socket.held()).sum();
    }
}
