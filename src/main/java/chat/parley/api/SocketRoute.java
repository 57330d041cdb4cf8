package chat.parley.api;

import chat.parley.protocol.FrameWriter;
import chat.parley.protocol.Problem;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/// Answers whoever comes to the socket's path without asking for an upgrade (RFC 9110 section 15.5.22), such as a
/// person who opened it in a browser.
@Singleton
final class SocketRoute {

    private static final String SOCKET = "/ws";
    private static final int AFTER_ALL = Integer.MAX_VALUE;
    private static final int UPGRADE_REQUIRED = 426;

    private final FrameWriter frames;

    SocketRoute(FrameWriter frames) {
        this.frames = frames;
    }

    void register(@Observes Router router) {
        router.get(SOCKET).order(AFTER_ALL).handler(this::refuse);
    }

    private void refuse(RoutingContext context) {
        Refusal refusal = new Refusal(
                UPGRADE_REQUIRED,
                Problem.badRequest(
                        "expected a WebSocket's handshake (RFC 6455 section 4.1) with the subprotocol parley.v1,"
                                + " got a request without Sec-WebSocket-Key"));
        HttpServerResponse response = context.response()
                .setStatusCode(UPGRADE_REQUIRED)
                .putHeader("Upgrade", "websocket")
                .putHeader("Connection", "Upgrade")
                .putHeader("Cache-Control", "no-store")
                .putHeader("Content-Type", Refusal.MEDIA_TYPE);
        response.end(Buffer.buffer(refusal.body(frames)));
    }
}
