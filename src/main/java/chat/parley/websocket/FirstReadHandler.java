package chat.parley.websocket;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.ssl.SslHandler;
import io.vertx.core.http.impl.Http1xServerConnection;
import io.vertx.core.net.impl.VertxHandler;
import java.util.function.Consumer;

/// Stands first in a new connection's pipeline until its HTTP server is known: until the first bytes arrive,
/// or with TLS those after its handshake. Then it removes itself, so that no frame of a socket ever passes
/// through it.
final class FirstReadHandler extends ChannelInboundHandlerAdapter {

    private final Consumer<Http1xServerConnection> opened;

    FirstReadHandler(Consumer<Http1xServerConnection> opened) {
        this.opened = opened;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        check(context);
        context.fireChannelRead(message);
        // The handshake may have ended in this read, and a request may have arrived with its end.
        if (!context.isRemoved()) {
            check(context);
        }
    }

    private void check(ChannelHandlerContext context) {
        ChannelPipeline pipeline = context.pipeline();
        VertxHandler<?> server = pipeline.get(VertxHandler.class);
        SslHandler tls = pipeline.get(SslHandler.class);
        if (server != null && server.getConnection() instanceof Http1xServerConnection connection) {
            opened.accept(connection);
        }
        if (server != null || tls == null || tls.handshakeFuture().isDone()) {
            pipeline.remove(this);
        }
    }
}
