package chat.parley.kit;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.http.impl.WebSocketInternal;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/// The WebSockets of the kit's clients. The JDK's own client was tried first: with thousands of connections
/// it sometimes loses track of one, and then neither writes to it nor reads from it any more.
public final class Sockets {
    private static final int NO_CLOSE_FRAME = 1006;
    private static final int LARGEST = 16 << 20;

    /// Referenced from here, since an unreferenced one is closed with all of its clients.
    private static final Vertx VERTX = vertx();
    private static final WebSocketClient CLIENT = VERTX.createWebSocketClient(options());
    /// For `wss`; it trusts everybody, since tests sign their own certificates.
    private static final WebSocketClient SECURE =
            VERTX.createWebSocketClient(options().setSsl(true).setTrustAll(true).setVerifyHost(false));

    private Sockets() {}

    /// Vert.x never cancels the timer with id 0. It would be the first connection's time to open, and that
    /// connection would be closed when the time is over.
    private static Vertx vertx() {
        Vertx vertx = Vertx.vertx();
        vertx.setTimer(1, _ -> {});
        return vertx;
    }

    private static WebSocketClientOptions options() {
        return new WebSocketClientOptions()
                .setMaxConnections(1_000_000)
                .setMaxFrameSize(LARGEST)
                .setMaxMessageSize(LARGEST);
    }

    /// Opens one; frames are delivered one after the other, and the end once: with the code of the close
    /// frame, or 1006.
    public static CompletableFuture<WebSocket> open(
            URI address,
            List<String> subprotocols,
            Duration within,
            Consumer<String> text,
            BiConsumer<Integer, String> end) {
        Future<WebSocket> opened = ("wss".equals(address.getScheme()) ? SECURE : CLIENT)
                .connect(new WebSocketConnectOptions()
                        .setHost(address.getHost())
                        .setPort(address.getPort())
                        .setURI(address.getRawPath())
                        .setSubProtocols(subprotocols)
                        .setTimeout(within.toMillis()))
                .onSuccess(socket -> {
                    socket.textMessageHandler(text::accept);
                    socket.exceptionHandler(_ -> {});
                    socket.closeHandler(_ -> end.accept(
                            socket.closeStatusCode() == null ? NO_CLOSE_FRAME : (int) socket.closeStatusCode(),
                            Objects.requireNonNullElse(socket.closeReason(), "")));
                });
        return opened.toCompletionStage().toCompletableFuture();
    }

    /// Ends the connection without a close frame.
    public static void abort(WebSocket socket) {
        ((WebSocketInternal) socket).channelHandlerContext().channel().close();
    }
}
