package chat.parley.store;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The store failed a command: the connection is down, its queue is full, the answer is late, or Redis
/// refuses for now.
///
/// Unless it is [#untouched], the command may have been carried out; retry only an idempotent one. The
/// message may be shown to members; the error of Redis, which may name Redis users, is kept apart from it.
public final class StoreUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean untouched;
    private final @Nullable RedisErrorCode code;
    private final String error;

    StoreUnavailable(String message) {
        this(message, false);
    }

    /// @param untouched as [#untouched]
    StoreUnavailable(String message, boolean untouched) {
        this(message, untouched, null, "");
    }

    /// Redis refuses the command for the time being.
    ///
    /// @param error the whole error
    StoreUnavailable(RedisErrorCode code, String error) {
        this("Redis refuses it for now (" + code + "): " + code.meaning(), code.untouched(), code, error);
    }

    private StoreUnavailable(String message, boolean untouched, @Nullable RedisErrorCode code, String error) {
        super(message, null, false, false);
        this.untouched = untouched;
        this.code = code;
        this.error = error;
    }

    /// Whether it is certain that the command was not carried out.
    public boolean untouched() {
        return untouched;
    }

    /// Why Redis refused the command; empty if it did not answer.
    Optional<RedisErrorCode> code() {
        return Optional.ofNullable(code);
    }

    /// The error of Redis, for logs; `""` if it did not answer.
    String error() {
        return error;
    }
}
