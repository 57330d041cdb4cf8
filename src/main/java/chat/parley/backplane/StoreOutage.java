package chat.parley.backplane;

import chat.parley.store.MissingFeature;
import chat.parley.store.StoreRefusals;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/// Tells the log of each thing that Redis does not do once, and once when all is well again. Used by one event loop.
final class StoreOutage {

    private static final Logger LOG = Logger.getLogger(StoreOutage.class);
    /// What is tried comes through, yet commands are refused: after so long without one it is over.
    private static final long QUIET_NANOS = 10_000_000_000L;

    private static final long SECOND_NANOS = 1_000_000_000L;

    private final Set<String> said = new HashSet<>();
    private boolean seen;
    private long over = System.nanoTime();
    private long since;

    /// What was found when it was tried just now.
    void see(Optional<MissingFeature> lack, boolean fit, StoreRefusals refusals) {
        lack.ifPresent(_ -> seen = true);
        Optional<MissingFeature> refused =
                seen ? Optional.empty() : refusals.since(Math.max(over, System.nanoTime() - QUIET_NANOS));
        Optional<MissingFeature> found = lack.or(() -> refused);
        found.ifPresent(this::say);
        if (found.isEmpty() && fit && !said.isEmpty()) {
            LOG.infof("Redis can be used again, after %d s", seconds());
            said.clear();
            seen = false;
            over = System.nanoTime();
        }
    }

    private void say(MissingFeature lack) {
        if (said.isEmpty()) {
            since = System.nanoTime();
        }
        if (said.add(lack.expected())) {
            LOG.warnf("Redis cannot be used, members are told `unavailable`: %s", lack.text());
        }
    }

    private long seconds() {
        return (System.nanoTime() - since) / SECOND_NANOS;
    }
}
