package chat.parley.delivery;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/// Messages between pods that this release does not know: those of another release during an upgrade. Each
/// kind is logged once and ignored (src/docs/operating.md, Upgrades). Thread-safe.
public final class UnknownMessages {

    private static final Logger LOG = Logger.getLogger(UnknownMessages.class);
    /// More kinds than a release adds; further ones are garbage, which must not fill memory.
    private static final int MOST = 32;
    /// Limits what is logged of garbage; no kind is longer.
    private static final int LONGEST = 32;

    private final Set<String> met = ConcurrentHashMap.newKeySet();

    /// Counts and logs an unknown kind.
    public void met(String word) {
        String shown = word.substring(0, Math.min(LONGEST, word.length()));
        if (met.size() < MOST && met.add(shown)) {
            LOG.infof("Ignoring \"%s\" from a pod of another release: this release does not know it", shown);
        }
    }

    /// The number of kinds logged.
    public int size() {
        return met.size();
    }
}
