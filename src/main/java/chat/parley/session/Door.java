package chat.parley.session;

import chat.parley.admission.Authority;
import chat.parley.admission.HttpRefusal;
import chat.parley.admission.RefusalReason;
import chat.parley.limits.LimitsConfig;
import chat.parley.limits.Origins;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/// Decides who may upgrade (protocol.md section 1): the subprotocol, the origin, and whether there is room.
@Singleton
final class Door {

    static final String SUBPROTOCOL = "parley.v1";

    /// Before a token that is offered beside the subprotocol: browsers can send no other header with an upgrade.
    private static final String TOKEN_PREFIX = "parley.token.";

    private final Sessions sessions;
    private final Drain drain;
    private final Origins origins;
    private final LimitsConfig limits;

    Door(Sessions sessions, Drain drain, Origins origins, LimitsConfig limits) {
        this.sessions = sessions;
        this.drain = drain;
        this.origins = origins;
        this.limits = limits;
    }

    /// What refuses; empty for one who is let in, for whom a place is taken ([Sessions#giveBack]).
    Optional<HttpRefusal> refusal(HttpServerRequest request, Upgrade upgrade) {
        return upgrade.fault()
                .or(() -> subprotocol(upgrade))
                .or(() -> origin(request))
                .or(this::draining)
                .or(this::full);
    }

    /// What came beside the subprotocol.
    static Optional<String> token(Upgrade upgrade) {
        return upgrade.offered().orElse(List.of()).stream()
                .filter(word -> word.startsWith(TOKEN_PREFIX))
                .map(word -> word.substring(TOKEN_PREFIX.length()))
                .findFirst();
    }

    /// Who offers none is spoken to in ours; who offers only others is refused.
    private static Optional<HttpRefusal> subprotocol(Upgrade upgrade) {
        return upgrade.offered()
                .filter(offered -> !offered.contains(SUBPROTOCOL))
                .map(offered -> new HttpRefusal(
                        RefusalReason.SUBPROTOCOL,
                        "expected " + SUBPROTOCOL + " among the subprotocols in Sec-WebSocket-Protocol, got "
                                + OfferedWords.shown(offered)));
    }

    private Optional<HttpRefusal> origin(HttpServerRequest request) {
        List<String> came = request.headers().getAll("Origin");
        String host = Authority.of(request);
        return came.isEmpty() || (came.size() == 1 && origins.allow(came.getFirst(), host))
                ? Optional.empty()
                : Optional.of(HttpRefusal.foreign(RefusalReason.ORIGIN, came, host));
    }

    private Optional<HttpRefusal> draining() {
        return drain.draining()
                ? Optional.of(new HttpRefusal(
                        RefusalReason.DRAINING,
                        "expected a pod that stays, got one that is going away (parley.drain.duration); another pod"
                                + " takes you"))
                : Optional.empty();
    }

    private Optional<HttpRefusal> full() {
        return sessions.take()
                ? Optional.empty()
                : Optional.of(new HttpRefusal(
                        RefusalReason.CONNECTIONS,
                        "expected at most " + limits.connections()
                                + " connections on this pod (parley.limits.connections), got one more"));
    }
}
