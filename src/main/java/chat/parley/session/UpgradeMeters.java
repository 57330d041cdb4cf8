package chat.parley.session;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/// Counts the upgrades that were refused, by reason; all counters are there before the first connection.
@Startup
@Singleton
final class UpgradeMeters {

    enum Reason {
        /// What came is no handshake of RFC 6455 section 4.2.1, or of another version.
        HANDSHAKE,
        /// Only subprotocols are offered that are not spoken here.
        SUBPROTOCOL,
        /// The page is of an origin that may not connect.
        ORIGIN,
        /// There is not one good `Host`.
        HOST,
        /// The pod is going away.
        DRAINING,
        /// The pod has as many connections as it takes.
        CONNECTIONS
    }

    private final Map<Reason, Counter> refused = new EnumMap<>(Reason.class);

    UpgradeMeters(MeterRegistry meters) {
        for (Reason reason : Reason.values()) {
            refused.put(
                    reason,
                    Counter.builder("parley.upgrades.refused")
                            .description("WebSocket handshakes refused, by reason")
                            .tag("reason", reason.name().toLowerCase(Locale.ROOT))
                            .register(meters));
        }
    }

    void refused(Reason reason) {
        Counter counter = refused.get(reason);
        if (counter != null) {
            counter.increment();
        }
    }
}
