package chat.parley.session;

import chat.parley.limits.Origins;
import chat.parley.session.UpgradeMeters.Reason;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Decides who may upgrade (protocol.md section 1): the subprotocol, the origin, and whether there is room.
@Singleton
final class Door {

    static final String SUBPROTOCOL = "parley.v1";

    /// Before a token that is offered beside the subprotocol: browsers can send no other header with an upgrade.
    private static final String TOKEN_PREFIX = "parley.token.";

    private static final int BAD_REQUEST = 400;
    private static final int FORBIDDEN = 403;
    private static final int UNAVAILABLE = 503;

    private final Sessions sessions;
    private final Drain drain;
    private final Origins origins;
    private final UpgradeMeters meters;

    Door(Sessions sessions, Drain drain, Origins origins, UpgradeMeters meters) {
        this.sessions = sessions;
        this.drain = drain;
        this.origins = origins;
        this.meters = meters;
    }

    /// The status that refuses; empty for one who is let in, for whom a place is taken ([Sessions#giveBack]).
    OptionalInt refusal(HttpServerRequest request, Upgrade upgrade) {
        OptionalInt fault = upgrade.fault();
        if (fault.isPresent()) {
            return refused(Reason.HANDSHAKE, fault.getAsInt());
        }
        // Who offers none is spoken to in ours; who offers only others is refused.
        if (!upgrade.offered().orElse(List.of(SUBPROTOCOL)).contains(SUBPROTOCOL)) {
            return refused(Reason.SUBPROTOCOL, BAD_REQUEST);
        }
        if (!originFits(request)) {
            return refused(Reason.ORIGIN, FORBIDDEN);
        }
        if (drain.draining()) {
            return refused(Reason.DRAINING, UNAVAILABLE);
        }
        return sessions.take() ? OptionalInt.empty() : refused(Reason.CONNECTIONS, UNAVAILABLE);
    }

    private OptionalInt refused(Reason reason, int status) {
        meters.refused(reason);
        return OptionalInt.of(status);
    }

    /// What came beside the subprotocol.
    static Optional<String> token(Upgrade upgrade) {
        return upgrade.offered().orElse(List.of()).stream()
                .filter(word -> word.startsWith(TOKEN_PREFIX))
                .map(word -> word.substring(TOKEN_PREFIX.length()))
                .findFirst();
    }

    private boolean originFits(HttpServerRequest request) {
        List<String> given = request.headers().getAll("Origin");
        return given.size() <= 1 && origins.allow(request.getHeader("Origin"), request.getHeader("Host"));
    }
}
