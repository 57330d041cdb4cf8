package chat.parley.protocol;

import com.fasterxml.jackson.annotation.JsonValue;

/// Every reason for refusing a command; the connection stays open (protocol.md section 8).
public enum ProblemCode {
    BAD_REQUEST("bad_request", 400, false),
    UNSUPPORTED("unsupported", 501, false),
    UNAUTHENTICATED("unauthenticated", 401, false),
    FORBIDDEN("forbidden", 403, false),
    NOT_FOUND("not_found", 404, false),
    NOT_MEMBER("not_member", 403, false),
    TOO_LARGE("too_large", 413, false),
    RATE_LIMITED("rate_limited", 429, true),
    MUTED("muted", 403, false),
    BANNED("banned", 403, false),
    CONFLICT("conflict", 409, false),
    UNAVAILABLE("unavailable", 503, true),
    INTERNAL("internal", 503, true);

    private final String wire;
    private final int status;
    private final boolean retry;

    ProblemCode(String wire, int status, boolean retry) {
        this.wire = wire;
        this.status = status;
        this.retry = retry;
    }

    /// The name on the wire.
    @JsonValue
    public String wire() {
        return wire;
    }

    /// The equivalent HTTP status.
    public int status() {
        return status;
    }

    /// Whether the same command may be sent again as it is.
    public boolean retry() {
        return retry;
    }
}
