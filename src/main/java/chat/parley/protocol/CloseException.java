package chat.parley.protocol;

import java.util.Objects;

/// Closes the connection, with the reason (protocol.md section 8). It has no stack trace, because it is an
/// answer and not a bug.
public final class CloseException extends RuntimeException {

    /// A close frame has room for 125 bytes, two of which are the code (RFC 6455 section 5.5).
    public static final int REASON_BYTES = 123;

    private static final long serialVersionUID = 1L;

    private final CloseCode code;
    private final String reason;

    public CloseException(CloseCode code) {
        this(code, code.reason());
    }

    /// @param reason for developers of clients; cut if too long
    public CloseException(CloseCode code, String reason) {
        super(null, null, false, false);
        this.code = Objects.requireNonNull(code, "code");
        this.reason = Utf8Size.cut(reason, REASON_BYTES);
    }

    public CloseCode code() {
        return code;
    }

    /// At most `REASON_BYTES` of UTF-8.
    public String reason() {
        return reason;
    }

    @Override
    public String getMessage() {
        return code.code() + " " + reason;
    }
}
