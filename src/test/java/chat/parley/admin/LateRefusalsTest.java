package chat.parley.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class LateRefusalsTest {

    private static final long TICKS = LateRefusals.SECONDS / LateRefusals.TICK_SECONDS;

    private final Map<String, Long> counts = new HashMap<>();
    private final LateRefusals refusals = new LateRefusals(() -> counts);

    private void ticks(long times) {
        for (long i = 0; i < times; i++) {
            refusals.tick();
        }
    }

    @Test
    void onlyWhatHappenedWithinTheTimeCounts() {
        assertEquals(Map.of(), refusals.lately());
        counts.put("command muted", 3L);
        assertEquals(Map.of("command muted", 3L), refusals.lately(), "at once");
        ticks(TICKS - 1);
        counts.put("command muted", 5L);
        assertEquals(Map.of("command muted", 5L), refusals.lately());
        ticks(1);
        assertEquals(Map.of("command muted", 2L), refusals.lately());
        ticks(TICKS);
        assertEquals(Map.of(), refusals.lately());
    }

    @Test
    void reasonsAreThoseOfTheMetrics() {
        MeterRegistry meters = new SimpleMeterRegistry();
        meters.counter("parley.commands.refused", "code", "rate_limited").increment(4);
        meters.counter("parley.requests.refused", "reason", "origin").increment(3);
        meters.counter("parley.connections.closed", "code", "4002").increment(2);
        meters.counter("parley.connections.closed", "code", "1001").increment(9);
        answered(meters, "/api/rooms", "429");
        answered(meters, "/api/admin/pods", "429");
        answered(meters, "/api/rooms", "200");
        answered(meters, "/ws", "403");
        assertEquals(
                Map.of("command rate_limited", 4L, "upgrade origin", 3L, "close 4002", 2L, "api 429", 2L),
                new RefusalReasons(meters).counts());
    }

    private static void answered(MeterRegistry meters, String path, String status) {
        Timer.builder("http.server.requests")
                .tag("uri", path)
                .tag("status", status)
                .register(meters)
                .record(Duration.ofMillis(1));
    }
}
