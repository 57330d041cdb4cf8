package chat.parley.websocket;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpRequestDecoder;
import java.util.function.Consumer;

/// Replaces the HTTP decoder while an upgrade is answered: bytes that followed the request in the same read
/// are released by that decoder when it is removed. RFC 6455 section 4.1 requires a client to wait for the
/// response, but many do not.
///
/// It is itself an HTTP decoder, since the framework's handshake responds only where it finds one, but it
/// decodes nothing.
final class EarlyBytes extends HttpRequestDecoder {

    private final Consumer<ByteBuf> taker;

    private EarlyBytes(Consumer<ByteBuf> taker) {
        this.taker = taker;
    }

    /// The taker gets, and owns, all bytes that come out of the decoder or arrive for it from now on.
    static void divert(ChannelPipeline pipeline, Consumer<ByteBuf> taker) {
        ChannelHandlerContext decoder = pipeline.context(HttpRequestDecoder.class);
        if (decoder != null) {
            pipeline.replace(decoder.name(), decoder.name(), new EarlyBytes(taker));
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof ByteBuf bytes) {
            taker.accept(bytes);
        } else {
            context.fireChannelRead(message);
        }
    }
}
