package chat.parley.admission;

import chat.parley.protocol.ProblemCode;
import org.jboss.logging.Logger.Level;

/// Why a request was refused before it became a session. The set is closed, so that whatever counts by reason
/// stays bounded.
///
/// Reasons that an operator can fix are logged as warnings.
public enum RefusalReason {
    /// `/ws` was requested with a method other than GET.
    METHOD("method", 405, ProblemCode.UNSUPPORTED, Level.INFO),
    /// `/ws` was requested without a handshake (RFC 9110 section 15.5.22).
    NO_UPGRADE("no_upgrade", 426, ProblemCode.BAD_REQUEST, Level.INFO),
    /// The handshake violates RFC 6455 section 4.2.1, often because a proxy does not forward it.
    HANDSHAKE("handshake", 400, ProblemCode.BAD_REQUEST, Level.WARN),
    /// Another version of WebSocket (RFC 6455 section 4.4).
    VERSION("version", 426, ProblemCode.BAD_REQUEST, Level.INFO),
    /// Only unsupported subprotocols were offered (protocol.md section 1).
    SUBPROTOCOL("subprotocol", 400, ProblemCode.BAD_REQUEST, Level.INFO),
    /// A page of another origin requests the upgrade (protocol.md section 1).
    ORIGIN("origin", 403, ProblemCode.FORBIDDEN, Level.WARN),
    /// A page of another origin calls `/api` (protocol.md section 10).
    CORS("cors", 403, ProblemCode.FORBIDDEN, Level.WARN),
    /// A Host that is not in `parley.hosts` (RFC 9110 section 15.5.20).
    HOST("host", 421, ProblemCode.FORBIDDEN, Level.WARN),
    /// No Host, several, or an invalid one (RFC 9112 section 3.2).
    NO_HOST("no_host", 400, ProblemCode.BAD_REQUEST, Level.INFO),
    /// The pod is draining.
    DRAINING("draining", 503, ProblemCode.UNAVAILABLE, Level.INFO),
    /// The pod has reached its limit of connections.
    CONNECTIONS("connections", 503, ProblemCode.UNAVAILABLE, Level.WARN);

    private final String label;
    private final int status;
    private final ProblemCode code;
    private final Level level;

    RefusalReason(String label, int status, ProblemCode code, Level level) {
        this.label = label;
        this.status = status;
        this.code = code;
        this.level = level;
    }

    /// The name in logs and meters.
    public String label() {
        return label;
    }

    /// The HTTP status of the refusal.
    public int status() {
        return status;
    }

    ProblemCode code() {
        return code;
    }

    Level level() {
        return level;
    }
}
