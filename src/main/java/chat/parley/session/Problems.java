package chat.parley.session;

import chat.parley.protocol.Problem;
import chat.parley.store.StoreUnavailable;
import org.jboss.logging.Logger;

/// Maps any failure to the problem that the client gets.
final class Problems {

    private static final Logger LOG = Logger.getLogger(Problems.class);

    private Problems() {}

    /// A refusal stays as it is, an unavailable store becomes `unavailable`, and everything else is a bug
    /// that is logged.
    static Problem of(Throwable failure) {
        return switch (failure) {
            case Problem problem -> problem;
            case StoreUnavailable unavailable ->
                Problem.unavailable("the store is unavailable; the command may or may not have been carried out: "
                        + unavailable.getMessage());
            default -> {
                LOG.error("Unexpected error in command", failure);
                yield Problem.internal("internal error; the command may or may not have been carried out");
            }
        };
    }
}
