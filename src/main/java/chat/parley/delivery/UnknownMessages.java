package chat.parley.delivery;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/// Words that travel between pods and are not known here: those of another release, while one replaces the other. Each
/// is told to the log once and passed over (src/docs/operating.md, Upgrades). Thread-safe.
public final class UnknownMessages {

    private static final Logger LOG = Logger.getLogger(UnknownMessages.class);
    /// A release has not so many new ones; beyond them it is nonsense, which must not fill memory.
    private static final int MOST = 32;
    /// A word is not longer; what is shown of nonsense is.
    private static final int LONGEST = 32;

    private final Set<String> met = ConcurrentHashMap.newKeySet();

    /// This came and means nothing here.
    public void met(String word) {
        String shown = word.substring(0, Math.min(LONGEST, word.length()));
        if (met.size() < MOST && met.add(shown)) {
            LOG.infof("A pod of another release says \"%s\", which is not known here and passed over", shown);
        }
    }

    /// How many were told of.
    public int size() {
        return met.size();
    }
}
