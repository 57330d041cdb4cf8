package chat.parley.metrics;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/// The last guard: whatever label would have many values after all, of a meter that a release of the framework brought,
/// there are never more meters than these. Parley's own are made at the start and have their place.
@Singleton
final class SeriesLimit implements MeterFilter {

    /// About 200 are there from the start, and as many ways to be answered over HTTP come on a long day.
    static final int MOST = 2_000;

    private static final Logger LOG = Logger.getLogger(SeriesLimit.class);

    private final Set<Meter.Id> known = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean told = new AtomicBoolean();

    @Override
    public MeterFilterReply accept(Meter.Id id) {
        if (known.contains(id)) {
            return MeterFilterReply.NEUTRAL;
        }
        if (known.size() < MOST) {
            known.add(id);
            return MeterFilterReply.NEUTRAL;
        }
        if (told.compareAndSet(false, true)) {
            LOG.warnf(
                    "expected at most %d meters, so no more are made; the next would have been %s", MOST, id.getName());
        }
        return MeterFilterReply.DENY;
    }
}
