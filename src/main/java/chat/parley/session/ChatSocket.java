package chat.parley.session;

import chat.parley.admission.HttpRefusal;
import chat.parley.admission.HttpRefusals;
import chat.parley.admission.RefusalReason;
import io.quarkus.websockets.next.OnOpen;
import io.quarkus.websockets.next.WebSocket;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.common.annotation.NonBlocking;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.jboss.logging.Logger;

/// The socket at `/ws`: makes a [Session] of each connection that the [UpgradePolicy] accepted. From then on
/// the framework has nothing to do with the connection; all reads and writes are the
/// [chat.parley.websocket.NettyWebSocket]'s.
@WebSocket(path = ChatSocket.PATH)
@Singleton
final class ChatSocket {

    static final String PATH = "/ws";

    private static final Logger LOG = Logger.getLogger(ChatSocket.class);
    private static final int SERVER_ERROR = 1011;
    private static final HttpRefusal NO_UPGRADE = new HttpRefusal(
            RefusalReason.NO_UPGRADE,
            "expected a WebSocket handshake (RFC 6455 section 4.1) with the subprotocol parley.v1, got a request"
                    + " without Sec-WebSocket-Key");
    /// Before the framework's own route, which ignores requests that are no upgrade.
    private static final int EARLY = -9_000;

    private final Drain drain;
    private final SessionServices services;
    private final HttpRefusals refusals;

    ChatSocket(Drain drain, SessionServices services, HttpRefusals refusals) {
        this.drain = drain;
        this.services = services;
        this.refusals = refusals;
    }

    void register(@Observes Router router) {
        router.route(PATH).order(EARLY).handler(this::checkUpgrade).failureHandler(this::failed);
    }

    private void checkUpgrade(RoutingContext exchange) {
        UpgradeRequest upgrade = new UpgradeRequest(exchange.request());
        if (upgrade.asked()) {
            exchange.next();
        } else {
            refusals.answer(exchange.request(), upgrade.methodFault().orElse(NO_UPGRADE));
        }
    }

    private void failed(RoutingContext exchange) {
        if (exchange.failure() instanceof RefusedUpgrade refused) {
            refusals.answer(exchange.request(), refused.refusal());
        } else {
            exchange.next();
        }
    }

    /// On the root context of the connection's event loop: the context of this call holds everything that the
    /// framework made for the connection, and so would every timer started on it.
    @OnOpen
    @NonBlocking
    void opened(WebSocketConnection connection) {
        AcceptedUpgrade accepted = connection.userData().get(AcceptedUpgrade.KEY);
        ContextInternal context = ((ContextInternal) Vertx.currentContext()).unwrap();
        context.dispatch(() -> open(accepted, context));
        accepted.socket().release();
    }

    private void open(AcceptedUpgrade accepted, ContextInternal context) {
        if (!accepted.socket().open()) {
            return;
        }
        Session session = new Session(
                UUID.randomUUID().toString(),
                accepted.socket(),
                accepted.address(),
                accepted.token().orElse(null),
                context,
                services);
        try {
            session.opened();
            drain.opened(session);
        } catch (RuntimeException bug) {
            // A bug: the client reconnects and resumes.
            LOG.errorf(bug, "Session %s closed after an internal error", session.session());
            accepted.socket().close(SERVER_ERROR, "internal error");
        }
    }
}
