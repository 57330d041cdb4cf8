package chat.parley.websocket;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/// Closes a connection whose peer may still be sending. If it were closed at once, with unread bytes of the
/// peer, the kernel would reset it, and the last response could be lost on its way. So the output is shut
/// down first, and until the peer closes as well, for a moment at most, their bytes are read and dropped (RFC
/// 9112 section 9.6).
public final class LingeringClose extends ChannelInboundHandlerAdapter {

    private static final long MOST_MS = 2_000;

    private LingeringClose() {}

    /// Closes the connection after what was written. Must be called on its event loop; does nothing to a
    /// closed connection.
    public static void to(Channel channel) {
        if (!channel.isActive()) {
            return;
        }
        channel.pipeline().addFirst(new LingeringClose());
        channel.config().setAutoRead(true);
        Future<?> timeout = channel.eventLoop().schedule(() -> channel.close(), MOST_MS, TimeUnit.MILLISECONDS);
        channel.closeFuture().addListener(_ -> timeout.cancel(false));
        // TLS has no half-closed connections.
        if (channel instanceof DuplexChannel duplex && channel.pipeline().get(SslHandler.class) == null) {
            duplex.shutdownOutput();
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ReferenceCountUtil.release(message);
    }
}
