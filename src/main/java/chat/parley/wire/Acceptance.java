package chat.parley.wire;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.vertx.core.http.impl.Http1xServerConnection;
import java.util.function.Consumer;

/// In the pipeline of a socket that listens: puts a [FirstRead] into each connection that it accepts.
final class Acceptance extends ChannelInboundHandlerAdapter {

    private final Consumer<Http1xServerConnection> opened;

    Acceptance(Consumer<Http1xServerConnection> opened) {
        this.opened = opened;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof Channel accepted) {
            accepted.pipeline().addLast(new FirstRead(opened));
        }
        context.fireChannelRead(message);
    }
}
