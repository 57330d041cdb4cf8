package chat.parley.session;

import chat.parley.protocol.CloseCode;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;

/// Counts connections by how they ended, and ephemeral events dropped for slow readers; all meters exist
/// before the first connection.
@Startup
@Singleton
public final class SessionMeters {

    /// Codes that only a peer sends, or nobody.
    private static final int[] OTHERS = {1005, 1006};

    private final Counter opened;
    private final Counter dropped;
    private final Counter other;
    private final Map<Integer, Counter> closed = new HashMap<>();

    public SessionMeters(MeterRegistry meters) {
        opened = Counter.builder("parley.connections.opened")
                .description("WebSocket connections accepted")
                .register(meters);
        dropped = Counter.builder("parley.outbox.dropped")
                .description("Ephemeral events (typing, presence, receipts) dropped because their reader was too slow")
                .register(meters);
        other = closed(meters, "other");
        for (CloseCode code : CloseCode.values()) {
            closed.put(code.code(), closed(meters, Integer.toString(code.code())));
        }
        for (int code : OTHERS) {
            closed.put(code, closed(meters, Integer.toString(code)));
        }
    }

    void opened() {
        opened.increment();
    }

    void dropped() {
        dropped.increment();
    }

    void closed(int code) {
        closed.getOrDefault(code, other).increment();
    }

    private static Counter closed(MeterRegistry meters, String code) {
        return Counter.builder("parley.connections.closed")
                .description("WebSocket connections closed, by close code; 1006 is a connection that was lost")
                .tag("code", code)
                .register(meters);
    }
}
