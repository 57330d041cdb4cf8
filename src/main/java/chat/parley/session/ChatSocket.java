package chat.parley.session;

import chat.parley.wire.Wire;
import io.quarkus.websockets.next.OnError;
import io.quarkus.websockets.next.OnOpen;
import io.quarkus.websockets.next.WebSocket;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.common.annotation.NonBlocking;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import org.jboss.logging.Logger;

/// The socket at `/ws`: makes the [Session] that hears the connection's [Wire] from the handshake on,
/// so no message ever comes here.
@WebSocket(path = "/ws")
public class ChatSocket {

    private static final Logger LOG = Logger.getLogger(ChatSocket.class);
    private static final int SERVER_ERROR = 1011;

    private final House house;

    ChatSocket(House house) {
        this.house = house;
    }

    @OnOpen
    @NonBlocking
    void opened(WebSocketConnection connection) {
        ContextInternal context = (ContextInternal) Vertx.currentContext();
        Session session = new Session(
                connection.id(),
                wire(connection),
                connection.userData().get(Door.ADDRESS),
                connection.userData().get(Door.TOKEN),
                context.unwrap(),
                house);
        session.opened();
    }

    /// A bug of ours, unless the connection is gone anyway: the client comes back and resumes.
    @OnError
    @NonBlocking
    void failed(Throwable failure, WebSocketConnection connection) {
        if (wire(connection).open()) {
            LOG.errorf(failure, "Session %s ends because of a mistake of the server", connection.id());
            wire(connection).close(SERVER_ERROR, "the server made a mistake");
        }
    }

    private static Wire wire(WebSocketConnection connection) {
        return connection.userData().get(Door.WIRE);
    }
}
