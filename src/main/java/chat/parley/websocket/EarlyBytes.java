package chat.parley.websocket;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpRequestDecoder;
import java.util.function.Consumer;

/// Takes the place of HTTP's decoder while an upgrade is answered: what stood behind the request in the same read comes
/// out of that decoder when it goes. RFC 6455 section 4.1 has a client wait for the answer, but many do not.
///
/// It is such a decoder itself, since the framework's handshake answers only where it finds one, but it decodes
/// nothing.
final class EarlyBytes extends HttpRequestDecoder {

    private final Consumer<ByteBuf> taker;

    private EarlyBytes(Consumer<ByteBuf> taker) {
        this.taker = taker;
    }

    /// The taker gets all bytes that come out of the decoder or to it from now on, and owns them.
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
