package chat.parley.store;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The store did not do it: its connection is down, its queue full, its answer late, or it refuses for now.
///
/// Whether the command was carried out is open; only a command that can be repeated harmlessly may be sent again. The
/// message is fit for members: what Redis said, in which its users may be named, is apart from it.
public final class StoreUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean untouched;
    private final @Nullable RedisErrorCode code;
    private final String said;

    StoreUnavailable(String message) {
        this(message, false);
    }

    /// @param untouched whether it is certain that the command was not carried out
    StoreUnavailable(String message, boolean untouched) {
        this(message, untouched, null, "");
    }

    /// Redis refused it for now.
    ///
    /// @param said the whole error
    StoreUnavailable(RedisErrorCode code, String said) {
        this("Redis refuses it for now (" + code + "): " + code.meaning(), code.untouched(), code, said);
    }

    private StoreUnavailable(String message, boolean untouched, @Nullable RedisErrorCode code, String said) {
        super(message, null, false, false);
        this.untouched = untouched;
        this.code = code;
        this.said = said;
    }

    boolean untouched() {
        return untouched;
    }

    /// Why Redis refused it; empty where it gave no answer.
    Optional<RedisErrorCode> code() {
        return Optional.ofNullable(code);
    }

    /// What Redis said, for logs; `""` where it gave no answer.
    String said() {
        return said;
    }
}
