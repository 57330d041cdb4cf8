package chat.parley.protocol;

/// Every close code of a connection, with its default reason (protocol.md section 8).
public enum CloseCode {
    NORMAL(1000, "closed"),
    GOING_AWAY(1001, "going away"),
    PROTOCOL_ERROR(1002, "a frame breaks RFC 6455"),
    UNSUPPORTED_DATA(1003, "this kind of data is not accepted"),
    BAD_UTF8(1007, "a text is not UTF-8"),
    TOO_LARGE(1009, "a message is larger than parley.limits.frame-size"),
    SERVER_ERROR(1011, "internal error"),
    DRAINING(1012, "this pod is going away, reconnect at once"),
    OVERLOADED(1013, "this pod is overloaded, reconnect later"),
    NO_HELLO(4001, "the first frame has to be hello"),
    SLOW_READER(4002, "read too slowly, reconnect and resume"),
    NO_PONG(4003, "no answer to pings"),
    FLOOD(4004, "too many commands in spite of rate_limited"),
    TOKEN_EXPIRED(4401, "the token has expired"),
    NOT_JSON(4500, "expected one JSON object"),
    BAD_TOKEN(4501, "the token is not valid here, reconnect as a new user"),
    BANNED(4502, "disconnected by an operator"),
    REPLACED(4503, "a newer connection of this user took the place");

    private static final int NO_STATUS = 1005;
    private static final int LOST = 1006;

    private final int code;
    private final String reason;

    CloseCode(int code, String reason) {
        this.code = code;
        this.reason = reason;
    }

    public int code() {
        return code;
    }

    /// The default reason in the close frame; at most 123 bytes.
    public String reason() {
        return reason;
    }

    /// Whether a client reconnects after this code.
    public boolean comeBack() {
        return comeBack(code);
    }

    /// Whether a client reconnects after a close frame with `code`; decided by its range alone, so that it
    /// holds for future codes.
    public static boolean comeBack(int code) {
        return code == GOING_AWAY.code
                || code == NO_STATUS
                || code == LOST
                || (code >= 1011 && code <= 1014)
                || (code >= 4000 && code <= 4499);
    }
}
