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

/// What waits for all connections of this pod, bounded together (`parley.outbox.pod-size`), so that those who ask for
/// much and do not read it take nobody else's memory. From three quarters of the bound on the largest end with 4002,
/// until what waits for the others is half of it; what then is still held for connections that end goes when the bound
/// itself is reached. Frames that many wait for are counted for each of them, so it is rather too soon than too late.
/// Thread-safe.
@Singleton
final class Outboxes {

    private static final long LOOK_MS = 1_000;
    /// What may be put between two looks at all connections at least, as a part of the bound.
    private static final int STEP = 64;

    private static final class Watched {
        private final NettyWebSocket wire;
        private volatile boolean told;

        private Watched(NettyWebSocket wire) {
            this.wire = wire;
        }
    }

    private record Held(Watched of, long bytes) {}

    private final long most;
    private final Counter ended;
    private final Set<Watched> all = ConcurrentHashMap.newKeySet();
    private final AtomicLong grown = new AtomicLong();
    private final AtomicBoolean looking = new AtomicBoolean();
    private volatile long room;

    @Inject
    Outboxes(OutboxConfig config, MeterRegistry meters) {
        this(bound(config), meters);
    }

    Outboxes(long most, MeterRegistry meters) {
        this.most = most;
        this.room = most / STEP;
        Gauge.builder("parley.outbox.bytes", all, Outboxes::held)
                .description("Bytes that wait for all sockets of this pod")
                .register(meters);
        Gauge.builder("parley.outbox.bound", () -> most)
                .description("Bytes that may wait for all sockets of this pod")
                .register(meters);
        ended = Counter.builder("parley.outbox.ended")
                .description("Connections ended with 4002 because too much waited for all of them together")
                .register(meters);
    }

    private static long bound(OutboxConfig config) {
        return config.podSize().map(MemorySize::asLongValue).orElseGet(() -> PlatformDependent.maxDirectMemory() / 2);
    }

    /// What is sent to all who read slowly grows, too, though nobody's answer does.
    void started(@Observes StartupEvent start, Vertx vertx) {
        vertx.setPeriodic(LOOK_MS, _ -> look());
    }

    /// Looks after a connection from now on.
    ///
    /// @return what is to be run when the connection is gone
    Runnable watch(NettyWebSocket wire) {
        Watched one = new Watched(wire);
        all.add(one);
        return () -> all.remove(one);
    }

    /// So many bytes were put into an outbox, or are about to be.
    void grew(long bytes) {
        if (grown.addAndGet(bytes) > room) {
            look();
        }
    }

    private void look() {
        if (looking.compareAndSet(false, true)) {
            try {
                grown.set(0);
                room = Math.max(most / STEP, most * 3 / 4 - bounded());
            } finally {
                looking.set(false);
            }
        }
    }

    /// What is held, once the bound is kept.
    private long bounded() {
        long sum = held(all);
        if (sum <= most * 3 / 4) {
            return sum;
        }
        List<Held> largest = largest();
        sum = sum(largest, Held::bytes);
        long open = sum(largest, one -> one.of.told ? 0 : one.bytes);
        long enough = open > most * 3 / 4 ? most / 2 : open;
        for (Held one : largest) {
            if (open > enough && !one.of.told) {
                open -= one.bytes;
                end(one.of);
            }
        }
        return sum > most ? dropped(largest, sum) : sum;
    }

    /// Those who were told to go have not taken what is still held for them.
    private long dropped(List<Held> largest, long sum) {
        long left = sum;
        for (Held one : largest) {
            if (left > most * 3 / 4 && one.of.told) {
                left -= one.bytes;
                one.of.wire.drop();
            }
        }
        return left;
    }

    private void end(Watched one) {
        one.told = true;
        one.wire.close(
                CloseCode.SLOW_READER.code(),
                "more than " + most + " bytes were waiting for all (parley.outbox.pod-size); come back and resume");
        ended.increment();
    }

    private List<Held> largest() {
        List<Held> largest = new ArrayList<>();
        for (Watched one : all) {
            long bytes = one.wire.held();
            if (bytes > 0) {
                largest.add(new Held(one, bytes));
            }
        }
        largest.sort(Comparator.comparingLong(Held::bytes).reversed());
        return largest;
    }

    private static long sum(List<Held> some, ToLongFunction<Held> bytes) {
        return some.stream().mapToLong(bytes).sum();
    }

    private static long held(Collection<Watched> all) {
        return all.stream().mapToLong(one -> one.wire.held()).sum();
    }
}
