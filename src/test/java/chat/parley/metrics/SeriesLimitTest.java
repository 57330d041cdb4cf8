package chat.parley.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

final class SeriesLimitTest {

    private final MeterRegistry meters = new SimpleMeterRegistry();

    SeriesLimitTest() {
        meters.config().meterFilter(new SeriesLimit());
    }

    @Test
    void existingSeriesKeepCountingAtTheLimit() {
        Counter first = meters.counter("parley.messages", "outcome", "stored");
        for (int i = 0; i < 2 * SeriesLimit.MOST; i++) {
            meters.counter("somebody.elses", "label", "value " + i).increment();
        }
        assertEquals(SeriesLimit.MOST, meters.getMeters().size());
        first.increment();
        assertSame(first, meters.counter("parley.messages", "outcome", "stored"));
        assertEquals(1, first.count());
    }
}
