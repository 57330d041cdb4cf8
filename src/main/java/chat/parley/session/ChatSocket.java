package chat.parley.session;

import chat.parley.wire.Wire;
import io.quarkus.websockets.next.InboundProcessingMode;
import io.quarkus.websockets.next.OnBinaryMessage;
import io.quarkus.websockets.next.OnError;
import io.quarkus.websockets.next.OnOpen;
import io.quarkus.websockets.next.OnTextMessage;
import io.quarkus.websockets.next.UserData.TypedKey;
import io.quarkus.websockets.next.WebSocket;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.common.annotation.NonBlocking;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.impl.ContextInternal;
import org.jboss.logging.Logger;

/// The socket at `/ws`: hands everything to its [Session], on the event loop.
@WebSocket(path = "/ws", inboundProcessingMode = InboundProcessingMode.CONCURRENT)
public class ChatSocket {

    private static final Logger LOG = Logger.getLogger(ChatSocket.class);
    private static final TypedKey<Session> SESSION = new TypedKey<>("session");
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
                connection.userData().get(Door.WIRE),
                connection.userData().get(Door.PLACE),
                connection.userData().get(Door.ADDRESS),
                context.unwrap(),
                house);
        connection.userData().put(SESSION, session);
        session.opened();
    }

    @OnTextMessage
    @NonBlocking
    void text(String message, WebSocketConnection connection) {
        connection.userData().get(SESSION).received(message);
    }

    /// Many WebSocket libraries send JSON as binary frames; the wire has checked that it is UTF-8.
    @OnBinaryMessage
    @NonBlocking
    void binary(Buffer message, WebSocketConnection connection) {
        connection.userData().get(SESSION).received(message.toString());
    }

    /// A bug of ours, unless the connection is gone anyway: the client comes back and resumes.
    @OnError
    @NonBlocking
    void failed(Throwable failure, WebSocketConnection connection) {
        Wire wire = connection.userData().get(Door.WIRE);
        if (wire.open()) {
            LOG.errorf(failure, "Session %s ends because of a mistake of the server", connection.id());
            wire.close(SERVER_ERROR, "the server made a mistake");
        }
    }
}
