package chat.parley.websocket;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.ssl.SslHandler;
import io.vertx.core.http.impl.Http1xServerConnection;
import io.vertx.core.net.impl.VertxHandler;
import java.util.function.Consumer;

/// Stands first in a new connection's pipeline until its HTTP server is known: until the first bytes come, or with TLS
/// those behind its handshake. Then it is gone, so that no frame of a socket ever passes it.
final class FirstReadHandler extends ChannelInboundHandlerAdapter {

    private final Consumer<Http1xServerConnection> opened;

    FirstReadHandler(Consumer<Http1xServerConnection> opened) {
        this.opened = opened;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        look(context);
        context.fireChannelRead(message);
        // The handshake may have ended in this read, and a request may have come with its end.
        if (!context.isRemoved()) {
            look(context);
        }
    }

    private void look(ChannelHandlerContext context) {
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
