package chat.parley.archive;

import chat.parley.reader.EpochEnd;
import chat.parley.reader.LogConsumer;
import chat.parley.reader.LogGap;
import chat.parley.reader.LogPart;
import chat.parley.reader.RoomLog;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/// Puts everything into the archive that rooms' logs hold.
@Singleton
public final class ArchiveConsumer implements LogConsumer {

    private static final Logger LOG = Logger.getLogger(ArchiveConsumer.class);
    private static final double MS_PER_S = 1000.0;

    private final ArchiveSwitch archive;
    private final AtomicLong lag = new AtomicLong();
    private final Counter stored;
    private final Counter failures;
    private final Counter gaps;
    private boolean away;

    public ArchiveConsumer(ArchiveSwitch archive, MeterRegistry meters) {
        this.archive = archive;
        stored = Counter.builder("parley.archive.entries")
                .description("Entries that this pod put into the archive")
                .register(meters);
        failures = Counter.builder("parley.archive.failures")
                .description("Attempts to put entries into the archive that failed and are made again")
                .register(meters);
        gaps = Counter.builder("parley.archive.gaps")
                .description("Stretches of rooms' logs that Redis trimmed before the archive had them")
                .register(meters);
        Gauge.builder("parley.archive.lag", lag, millis -> millis.get() / MS_PER_S)
                .baseUnit("seconds")
                .description("Age of the oldest entry that this pod knows of and the archive does not have")
                .register(meters);
    }

    @Override
    public String name() {
        return "archive";
    }

    @Override
    public boolean on() {
        return archive.archive().isPresent();
    }

    private Archive archive() {
        return archive.archive().orElseThrow();
    }

    @Override
    public Future<Void> ready() {
        return archive().prepare();
    }

    @Override
    public Future<Long> cursor(RoomLog log) {
        return archive().cursor(log);
    }

    @Override
    public Future<Void> take(LogPart part, long cursor) {
        return archive().store(part, cursor).onSuccess(_ -> {
            stored.increment(part.entries().size());
            back();
        });
    }

    @Override
    public Future<Void> lost(RoomLog log, EpochEnd end) {
        return archive().lost(log, end);
    }

    @Override
    public Future<Void> missed(RoomLog log, LogGap gap) {
        gaps.increment();
        LOG.warn("The archive misses entries of a room, which Redis removed before they were read"
                + " (parley.history.entries, parley.history.age); see the table parley_gap");
        return archive().missed(log, gap);
    }

    @Override
    public void behind(long millis) {
        lag.set(millis);
    }

    /// One line when it begins, and one when it is over.
    @Override
    public void failed(Throwable failure) {
        failures.increment();
        if (!away) {
            away = true;
            LOG.warnf("Cannot put entries into the archive, and tries again: %s", PostgresFailures.reason(failure));
        }
    }

    private void back() {
        if (away) {
            away = false;
            LOG.info("The archive takes entries again");
        }
    }
}
