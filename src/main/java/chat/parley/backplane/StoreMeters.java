package chat.parley.backplane;

import chat.parley.store.StoreState;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// Meters of a pod's Redis that need next to no extra commands: whether and how fast it answers the probe,
/// how full it is, and whether its file and its replicas keep up.
@Singleton
public final class StoreMeters {

    private final Timer answers;
    private volatile StoreState state = StoreState.UNKNOWN;
    private volatile boolean up;

    public StoreMeters(MeterRegistry meters) {
        answers = Timer.builder("parley.store.answer")
                .description("Time that Redis takes to answer this pod's probe, once a second, on both connections")
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofNanos(100_000))
                .maximumExpectedValue(Duration.ofSeconds(5))
                .register(meters);
        Gauge.builder("parley.store.up", this, store -> store.up ? 1 : 0)
                .description("1 if Redis answered this pod's last probe on both connections, else 0")
                .register(meters);
        Gauge.builder(
                        "parley.store.memory.used.bytes",
                        this,
                        store -> store.state.memory().used())
                .description("Bytes of memory that Redis uses; in a cluster, on the fullest master")
                .register(meters);
        Gauge.builder(
                        "parley.store.memory.limit.bytes",
                        this,
                        store -> store.state.memory().limit())
                .description("Bytes of memory that Redis may use (maxmemory); 0 if unlimited")
                .register(meters);
        Gauge.builder("parley.store.aof.ok", this, store -> store.state.aofOk() ? 1 : 0)
                .description("0 if Redis' last write to its append-only file or the last rewrite of it failed, else 1")
                .register(meters);
        Gauge.builder("parley.store.aof.bytes", this, store -> store.state.aofBytes())
                .description("Bytes of Redis' append-only file; 0 without one; in a cluster, of the largest")
                .register(meters);
        Gauge.builder("parley.store.replicas", this, store -> store.state.replicas())
                .description("Replicas that follow Redis; in a cluster, the master with the fewest")
                .register(meters);
        Gauge.builder("parley.store.replication.lag.bytes", this, store -> store.state.lagBytes())
                .description("Bytes of writes that the slowest replica of Redis has not confirmed")
                .register(meters);
        Gauge.builder("parley.store.replication.lag.seconds", this, store -> store.state.lagSeconds())
                .description("Seconds since the slowest replica of Redis confirmed anything; 0 without a replica")
                .register(meters);
    }

    void answered(long nanos) {
        up = true;
        answers.record(nanos, TimeUnit.NANOSECONDS);
    }

    void silent() {
        up = false;
    }

    void isIn(StoreState now) {
        state = now;
    }
}
