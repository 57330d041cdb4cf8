package chat.parley.metrics;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/// The last safeguard: if a label has many values after all, as in a meter of a new release of the framework,
/// there are never more meters than this. Parley's own are registered at the start and are always included.
@Singleton
final class SeriesLimit implements MeterFilter {

    /// About 200 exist from the start, and as many HTTP status combinations are added on a long day.
    static final int MOST = 2_000;

    private static final Logger LOG = Logger.getLogger(SeriesLimit.class);

    private final Set<Meter.Id> known = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean warned = new AtomicBoolean();

    @Override
    public MeterFilterReply accept(Meter.Id id) {
        if (known.contains(id)) {
            return MeterFilterReply.NEUTRAL;
        }
        if (known.size() < MOST) {
            known.add(id);
            return MeterFilterReply.NEUTRAL;
        }
        if (warned.compareAndSet(false, true)) {
            LOG.warnf(
                    "expected at most %d meters, so no more are registered; the first rejected is %s",
                    MOST, id.getName());
        }
        return MeterFilterReply.DENY;
    }
}
