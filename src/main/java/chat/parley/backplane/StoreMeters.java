package chat.parley.backplane;

import chat.parley.store.StoreMemory;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// Meters of a pod's Redis that need no extra commands: whether and how fast it answers the probe, and how
/// full it is.
@Singleton
public final class StoreMeters {

    private final Timer answers;
    private volatile StoreMemory memory = new StoreMemory(0, 0);
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
        Gauge.builder("parley.store.memory.used.bytes", this, store -> store.memory.used())
                .description("Bytes of memory that Redis uses; in a cluster, on the fullest master")
                .register(meters);
        Gauge.builder("parley.store.memory.limit.bytes", this, store -> store.memory.limit())
                .description("Bytes of memory that Redis may use (maxmemory); 0 if unlimited")
                .register(meters);
    }

    void answered(long nanos) {
        up = true;
        answers.record(nanos, TimeUnit.NANOSECONDS);
    }

    void silent() {
        up = false;
    }

    void holds(StoreMemory now) {
        memory = now;
    }
}
