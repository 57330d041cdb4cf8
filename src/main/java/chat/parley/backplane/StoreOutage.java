package chat.parley.backplane;

import chat.parley.store.MissingFeature;
import chat.parley.store.StoreRefusals;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/// Logs each lack of Redis once, and once its end. Confined to an event loop.
final class StoreOutage {

    private static final Logger LOG = Logger.getLogger(StoreOutage.class);
    /// If checks pass, yet commands are refused, the outage ends after this long without a refusal.
    private static final long QUIET_NANOS = 10_000_000_000L;

    private static final long SECOND_NANOS = 1_000_000_000L;

    private final Set<String> reported = new HashSet<>();
    private boolean checkFailed;
    private long endedAt = System.nanoTime();
    private long startedAt;

    /// Takes the result of the latest check.
    void see(Optional<MissingFeature> lack, boolean fit, StoreRefusals refusals) {
        lack.ifPresent(_ -> checkFailed = true);
        Optional<MissingFeature> refused =
                checkFailed ? Optional.empty() : refusals.since(Math.max(endedAt, System.nanoTime() - QUIET_NANOS));
        Optional<MissingFeature> found = lack.or(() -> refused);
        found.ifPresent(this::report);
        if (found.isEmpty() && fit && !reported.isEmpty()) {
            LOG.infof("Redis can be used again, after %d s", seconds());
            reported.clear();
            checkFailed = false;
            endedAt = System.nanoTime();
        }
    }

    private void report(MissingFeature lack) {
        if (reported.isEmpty()) {
            startedAt = System.nanoTime();
        }
        if (reported.add(lack.expected())) {
            LOG.warnf("Redis cannot be used, clients get `unavailable`: %s", lack.text());
        }
    }

    private long seconds() {
        return (System.nanoTime() - startedAt) / SECOND_NANOS;
    }
}
