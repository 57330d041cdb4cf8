package chat.parley.admission;

import chat.parley.protocol.ProblemCode;
import org.jboss.logging.Logger.Level;

/// Why a request was refused before it became a session. There are these and no others, so that whatever counts by
/// reason stays bounded.
///
/// Those that somebody who runs the pods can mend are warnings in the log.
public enum RefusalReason {
    /// `/ws` was asked for with another method than GET.
    METHOD("method", 405, ProblemCode.UNSUPPORTED, Level.INFO),
    /// `/ws` was asked for without a handshake (RFC 9110 section 15.5.22).
    NO_UPGRADE("no_upgrade", 426, ProblemCode.BAD_REQUEST, Level.INFO),
    /// The handshake breaks RFC 6455 section 4.2.1, often because a proxy does not pass it on.
    HANDSHAKE("handshake", 400, ProblemCode.BAD_REQUEST, Level.WARN),
    /// Another version of WebSocket (RFC 6455 section 4.4).
    VERSION("version", 426, ProblemCode.BAD_REQUEST, Level.INFO),
    /// Only subprotocols that nobody speaks here (protocol.md section 1).
    SUBPROTOCOL("subprotocol", 400, ProblemCode.BAD_REQUEST, Level.INFO),
    /// A page of another origin asks for the upgrade (protocol.md section 1).
    ORIGIN("origin", 403, ProblemCode.FORBIDDEN, Level.WARN),
    /// A page of another origin asks `/api` (protocol.md section 10).
    CORS("cors", 403, ProblemCode.FORBIDDEN, Level.WARN),
    /// A Host that is not in `parley.hosts` (RFC 9110 section 15.5.20).
    HOST("host", 421, ProblemCode.FORBIDDEN, Level.WARN),
    /// No Host, several, or one that is no authority (RFC 9112 section 3.2).
    NO_HOST("no_host", 400, ProblemCode.BAD_REQUEST, Level.INFO),
    /// The pod is going away.
    DRAINING("draining", 503, ProblemCode.UNAVAILABLE, Level.INFO),
    /// The pod has as many connections as it may have.
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

    /// The HTTP status that answers it.
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
