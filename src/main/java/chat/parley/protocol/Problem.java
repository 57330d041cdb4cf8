package chat.parley.protocol;

import java.util.Objects;
import java.util.OptionalLong;

/// A refusal: the command was not carried out, the connection stays open (protocol.md section 8). The message
/// states what was expected and what was received, and names the setting to change if there is one. It has no
/// stack trace, because it is an answer and not a bug.
public final class Problem extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final long NO_AFTER = -1;

    private final ProblemCode code;
    private final String message;
    private final long after;

    private Problem(ProblemCode code, String message, long after) {
        super(message, null, false, false);
        this.code = Objects.requireNonNull(code, "code");
        this.message = Objects.requireNonNull(message, "message");
        this.after = after;
    }

    /// A refusal without a time to wait.
    public static Problem of(ProblemCode code, String message) {
        return new Problem(code, message, NO_AFTER);
    }

    public static Problem badRequest(String message) {
        return of(ProblemCode.BAD_REQUEST, message);
    }

    public static Problem unsupported(String message) {
        return of(ProblemCode.UNSUPPORTED, message);
    }

    public static Problem unauthenticated(String message) {
        return of(ProblemCode.UNAUTHENTICATED, message);
    }

    public static Problem forbidden(String message) {
        return of(ProblemCode.FORBIDDEN, message);
    }

    public static Problem notFound(String message) {
        return of(ProblemCode.NOT_FOUND, message);
    }

    public static Problem notMember(String message) {
        return of(ProblemCode.NOT_MEMBER, message);
    }

    public static Problem tooLarge(String message) {
        return of(ProblemCode.TOO_LARGE, message);
    }

    /// Too many at once; the same command may succeed `after` milliseconds from now.
    public static Problem rateLimited(String message, long after) {
        return of(ProblemCode.RATE_LIMITED, message).after(after);
    }

    public static Problem muted(String message) {
        return of(ProblemCode.MUTED, message);
    }

    public static Problem banned(String message) {
        return of(ProblemCode.BANNED, message);
    }

    public static Problem conflict(String message) {
        return of(ProblemCode.CONFLICT, message);
    }

    /// The store is unavailable; the command may or may not have been carried out.
    public static Problem unavailable(String message) {
        return of(ProblemCode.UNAVAILABLE, message);
    }

    /// A bug; the command may or may not have been carried out.
    public static Problem internal(String message) {
        return of(ProblemCode.INTERNAL, message);
    }

    /// The same refusal, with the milliseconds to wait before the next try.
    public Problem after(long millis) {
        if (millis < 0) {
            throw new IllegalArgumentException("after: expected milliseconds from 0 on, got " + millis);
        }
        return new Problem(code, message, millis);
    }

    public ProblemCode code() {
        return code;
    }

    @Override
    public String getMessage() {
        return message;
    }

    /// Whether the same command may be sent again as it is.
    public boolean retry() {
        return code.retry();
    }

    /// Milliseconds to wait before the next try, if known.
    public OptionalLong after() {
        return after == NO_AFTER ? OptionalLong.empty() : OptionalLong.of(after);
    }
}
