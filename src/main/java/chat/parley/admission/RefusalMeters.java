package chat.parley.admission;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.Map;

/// Counts requests refused before they became a session, by reason; all counters exist before the first
/// connection.
@Startup
@Singleton
final class RefusalMeters {
    private final Map<RefusalReason, Counter> refused = new EnumMap<>(RefusalReason.class);

    RefusalMeters(MeterRegistry meters) {
        for (RefusalReason reason : RefusalReason.values()) {
            refused.put(
                    reason,
                    Counter.builder("parley.requests.refused")
                            .description("Handshakes refused, and requests refused for their Host or Origin, by reason")
                            .tag("reason", reason.label())
                            .register(meters));
        }
    }

    void refused(RefusalReason reason) {
        Counter counter = refused.get(reason);
        if (counter != null) {
            counter.increment();
        }
    }
}
