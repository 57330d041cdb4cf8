package chat.parley.websocket;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/// The end of a connection whose peer may still be sending. Closed at once, with bytes of the peer's unread, the kernel
/// would reset it, and the last answer could be lost on its way. So the peer hears that nothing more comes, and until
/// they hang up as well, for a moment at most, what they send is taken and dropped (RFC 9112 section 9.6).
public final class LingeringClose extends ChannelInboundHandlerAdapter {

    private static final long MOST_MS = 2_000;

    private LingeringClose() {}

    /// Ends the connection behind what was written. Must be called on its event loop; does nothing to one that is gone.
    public static void to(Channel channel) {
        if (!channel.isActive()) {
            return;
        }
        channel.pipeline().addFirst(new LingeringClose());
        channel.config().setAutoRead(true);
        Future<?> atLast = channel.eventLoop().schedule(() -> channel.close(), MOST_MS, TimeUnit.MILLISECONDS);
        channel.closeFuture().addListener(_ -> atLast.cancel(false));
        // Inside TLS there is no such half of a connection.
        if (channel instanceof DuplexChannel duplex && channel.pipeline().get(SslHandler.class) == null) {
            duplex.shutdownOutput();
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ReferenceCountUtil.release(message);
    }
}
