package chat.parley.failure;

import chat.parley.protocol.CloseException;
import chat.parley.protocol.Problem;
import chat.parley.protocol.ProblemCode;
import chat.parley.store.StoreUnavailable;
import org.jboss.logging.Logger;

/// The single place that maps a failure to the problem that a client gets: a refusal stays as it is, an
/// unavailable store becomes `unavailable`, and everything else is a bug.
public final class Problems {

    private static final Logger LOG = Logger.getLogger(Problems.class);

    private Problems() {}

    /// The problem of a command, some of whose steps may have been carried out. Logs a bug.
    public static Problem ofCommand(Throwable failure) {
        return of(failure, "command", "; the command may or may not have been carried out");
    }

    /// The problem of a request over HTTP. What closes a connection, such as a token that has expired, is
    /// `unauthenticated` here. Logs a bug.
    public static Problem ofRequest(Throwable failure) {
        return of(failure, "request", "");
    }

    private static Problem of(Throwable failure, String failed, String left) {
        return switch (failure) {
            case Problem problem -> problem;
            case CloseException close -> Problem.unauthenticated(close.reason());
            case StoreUnavailable unavailable ->
                Problem.unavailable("the store is unavailable" + left + ": " + unavailable.getMessage());
            default -> {
                LOG.error("Unexpected error in " + failed, failure);
                yield Problem.internal("internal error" + left);
            }
        };
    }

    /// The failure of a message that was sent to the store.
    public static Throwable ofSent(Throwable failure) {
        return failure instanceof StoreUnavailable unavailable && !unavailable.untouched()
                ? Problem.unavailable("the message may or may not have been stored: " + unavailable.getMessage())
                : ofUnsent(failure);
    }

    /// The failure of a message that certainly did not reach the store; an earlier command with the same
    /// `cid` may have.
    public static Throwable ofUnsent(Throwable failure) {
        return failure instanceof StoreUnavailable unavailable
                ? Problem.unavailable("the message was not stored by this command: " + unavailable.getMessage())
                : failure;
    }

    /// The store did not answer in time.
    ///
    /// @param millis how long it had
    public static Problem timeout(long millis) {
        return Problem.unavailable("the store did not answer within " + millis
                + " ms; the operation may or may not have been carried out");
    }

    /// The result of a command that has been answered already, because it timed out: nobody reads it.
    public static Problem tooLate() {
        return Problem.unavailable("the command took too long");
    }

    /// The key of a token is not known yet.
    ///
    /// @param after milliseconds until it may be
    public static Problem keyUnknown(long after) {
        return Problem.unavailable("the key of this token is not known yet (parley.issuer.keys)")
                .after(after);
    }

    /// The outcome of a failed command for meters: the close code if the failure closes the connection, else
    /// the code of its problem.
    public static String outcome(Throwable failure) {
        return failure instanceof CloseException close
                ? Integer.toString(close.code().code())
                : code(failure).wire();
    }

    /// The kind of a failure for traces: its [#outcome], or the name of its class if clients are not meant to
    /// see it.
    public static String kind(Throwable failure) {
        return switch (failure) {
            case Problem _, CloseException _, StoreUnavailable _ -> outcome(failure);
            default -> failure.getClass().getSimpleName();
        };
    }

    /// The code of the problem, for meters.
    public static ProblemCode code(Throwable failure) {
        return switch (failure) {
            case Problem problem -> problem.code();
            case CloseException _ -> ProblemCode.UNAUTHENTICATED;
            case StoreUnavailable _ -> ProblemCode.UNAVAILABLE;
            default -> ProblemCode.INTERNAL;
        };
    }
}
