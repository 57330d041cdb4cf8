package chat.parley.websocket;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.vertx.core.http.impl.Http1xServerConnection;
import java.util.function.Consumer;

/// In the pipeline of a server socket: adds a [FirstReadHandler] to each connection that it accepts.
final class AcceptHandler extends ChannelInboundHandlerAdapter {

    private final Consumer<Http1xServerConnection> opened;

    AcceptHandler(Consumer<Http1xServerConnection> opened) {
        this.opened = opened;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof Channel accepted) {
            accepted.pipeline().addLast(new FirstReadHandler(opened));
        }
        context.fireChannelRead(message);
    }
}
