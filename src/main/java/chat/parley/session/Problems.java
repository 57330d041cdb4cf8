package chat.parley.session;

import chat.parley.protocol.Problem;
import chat.parley.store.StoreUnavailable;
import org.jboss.logging.Logger;

/// Turns whatever went wrong into what the client is told.
final class Problems {

    private static final Logger LOG = Logger.getLogger(Problems.class);

    private Problems() {}

    /// A refusal stays what it is, a store that is away is `unavailable`, and everything else is a bug of ours that is
    /// logged.
    static Problem of(Throwable failure) {
        return switch (failure) {
            case Problem problem -> problem;
            case StoreUnavailable away ->
                Problem.unavailable("the store is away, whether it was done is open: " + away.getMessage());
            default -> {
                LOG.error("A command failed for a reason that nobody foresaw", failure);
                yield Problem.internal("the server made a mistake; whether it was done is open");
            }
        };
    }
}
