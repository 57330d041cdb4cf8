package chat.parley.session;

import chat.parley.limits.Origins;
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

    Door(Sessions sessions, Drain drain, Origins origins) {
        this.sessions = sessions;
        this.drain = drain;
        this.origins = origins;
    }

    /// The status that refuses; empty for one who is let in, for whom a place is taken ([Sessions#giveBack]).
    OptionalInt refusal(HttpServerRequest request, Upgrade upgrade) {
        OptionalInt fault = upgrade.fault();
        if (fault.isPresent()) {
            return fault;
        }
        // Who offers none is spoken to in ours; who offers only others is refused.
        if (!upgrade.offered().orElse(List.of(SUBPROTOCOL)).contains(SUBPROTOCOL)) {
            return OptionalInt.of(BAD_REQUEST);
        }
        if (!originFits(request)) {
            return OptionalInt.of(FORBIDDEN);
        }
        return drain.draining() || !sessions.take() ? OptionalInt.of(UNAVAILABLE) : OptionalInt.empty();
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
