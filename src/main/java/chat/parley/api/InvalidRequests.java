package chat.parley.api;

import chat.parley.protocol.FrameWriter;
import chat.parley.protocol.Problem;
import chat.parley.websocket.LingeringClose;
import chat.parley.websocket.WatchedTransport;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.impl.Http1xServerConnection;
import io.vertx.core.impl.VertxBuilder;
import io.vertx.core.impl.transports.JDKTransport;
import io.vertx.core.spi.VertxServiceProvider;

/// Answers what the HTTP server could not parse as a request (RFC 9112), and so reaches no route, in the same
/// form as every other refusal; the connection is closed, since the start of the next request is unknown.
/// Vert.x finds this class by `META-INF/services`, before there are beans.
public final class InvalidRequests implements VertxServiceProvider {

    private static final int BAD_REQUEST = 400;
    private static final int URI_TOO_LONG = 414;
    private static final int HEADERS_TOO_LARGE = 431;

    private final FrameWriter frames = new FrameWriter();

    @Override
    public void init(VertxBuilder builder) {
        // A server that checks each request for a WebSocket itself answers requests with an unknown version. Here the
        // sockets come from a route of the framework, which needs none of that; a native image sets the same
        // (quarkus.native.additional-build-args).
        System.setProperty("vertx.disableWebsockets", "true");
        // Another transport is used only where configured (quarkus.vertx.prefer-native-transport).
        if (builder.findTransport().getClass() == JDKTransport.class) {
            builder.findTransport(new WatchedTransport(connection -> connection.invalidRequestHandler(this::refuse)));
        }
    }

    private void refuse(HttpServerRequest request) {
        Refusal refusal = of(request.decoderResult().cause());
        HttpServerResponse response = request.response().setStatusCode(refusal.status());
        SecurityHeaders.put(response.headers());
        response.putHeader("Cache-Control", "no-store")
                .putHeader("Connection", "close")
                .putHeader("Content-Type", Refusal.MEDIA_TYPE)
                .end(Buffer.buffer(refusal.body(frames)))
                .onComplete(_ -> LingeringClose.to(((Http1xServerConnection) request.connection()).channel()));
    }

    private static Refusal of(Throwable cause) {
        return switch (cause) {
            case TooLongHttpLineException _ -> Refusals.ofStatus(URI_TOO_LONG);
            case TooLongHttpHeaderException _ -> Refusals.ofStatus(HEADERS_TOO_LARGE);
            default -> new Refusal(BAD_REQUEST, Problem.badRequest("expected a request according to RFC 9112"));
        };
    }
}
