package chat.parley.metrics;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import jakarta.inject.Singleton;

/// Rejects gauges that several instances would share: the value of the first would be shown for ever, and the
/// others would log warnings. Timers and counters of the same names stay, since they add up over all.
@Singleton
final class LastingGauges implements MeterFilter {

    private static final String REDIS = "redis.";
    private static final String HTTP = "http.server.";
    private static final String PORT = "server.port";

    @Override
    public MeterFilterReply accept(Meter.Id id) {
        return id.getType() == Meter.Type.GAUGE && shared(id) ? MeterFilterReply.DENY : MeterFilterReply.NEUTRAL;
    }

    /// Each connection to Redis has a client of its own (`chat.parley.store`), all under one name and
    /// short-lived. Servers are distinguished by their ports, unless the machine chose them (`0`).
    private static boolean shared(Meter.Id id) {
        return id.getName().startsWith(REDIS) || (id.getName().startsWith(HTTP) && id.getTag(PORT) == null);
    }
}
