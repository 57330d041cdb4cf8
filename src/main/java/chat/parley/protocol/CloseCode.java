package chat.parley.protocol;

/// Every way a connection can end, with the reason that is sent unless there is a better one (protocol.md section 8).
public enum CloseCode {
    NORMAL(1000, "closed"),
    GOING_AWAY(1001, "going away"),
    PROTOCOL_ERROR(1002, "a frame breaks RFC 6455"),
    UNSUPPORTED_DATA(1003, "this kind of data is not taken"),
    BAD_UTF8(1007, "a text is not UTF-8"),
    TOO_LARGE(1009, "a message is larger than parley.limits.frame-size"),
    SERVER_ERROR(1011, "the server made a mistake"),
    DRAINING(1012, "this pod is going away, come back at once"),
    OVERLOADED(1013, "this pod is overloaded, come back later"),
    NO_HELLO(4001, "the first frame has to be hello"),
    SLOW_READER(4002, "read too slowly, come back and resume"),
    NO_PONG(4003, "no answer to pings"),
    FLOOD(4004, "too many commands in spite of rate_limited"),
    TOKEN_EXPIRED(4401, "the token has expired"),
    NOT_JSON(4500, "expected one JSON object"),
    BAD_TOKEN(4501, "the token is not good here, come back as someone new"),
    BANNED(4502, "banned from this server"),
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

    /// What the close frame says when nothing better is known; at most 123 bytes.
    public String reason() {
        return reason;
    }

    /// Whether a client comes back after this ending.
    public boolean comeBack() {
        return comeBack(code);
    }

    /// Whether a client comes back after a close frame with `code`; told by its range alone, so that it holds for
    /// codes to come.
    public static boolean comeBack(int code) {
        return code == GOING_AWAY.code
                || code == NO_STATUS
                || code == LOST
                || (code >= 1011 && code <= 1014)
                || (code >= 4000 && code <= 4499);
    }
}
