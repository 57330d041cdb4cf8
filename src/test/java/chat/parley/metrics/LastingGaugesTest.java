package chat.parley.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

final class LastingGaugesTest {

    private final MeterRegistry meters = new SimpleMeterRegistry();

    LastingGaugesTest() {
        meters.config().meterFilter(new LastingGauges());
    }

    private int gauges(String name, String... tags) {
        Gauge.builder(name, () -> 1).tags(tags).register(meters);
        return meters.find(name).gauges().size();
    }

    @Test
    void gaugesSharedBySeveralObjectsAreExcluded() {
        assertEquals(0, gauges("redis.pool.queue.size", "pool.name", "parley"));
        assertEquals(0, gauges("http.server.active.requests", "url.scheme", "http"));
    }

    @Test
    void otherGaugesAreKept() {
        assertEquals(1, gauges("http.server.active.requests", "server.port", "8080"));
        assertEquals(1, gauges("parley.connections.open"));
        meters.counter("redis.completed").increment();
        assertEquals(1, meters.find("redis.completed").counters().size());
    }
}
