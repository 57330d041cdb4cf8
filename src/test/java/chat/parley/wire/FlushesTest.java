package chat.parley.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.DefaultEventLoopGroup;
import io.netty.channel.local.LocalAddress;
import io.netty.channel.local.LocalChannel;
import io.netty.channel.local.LocalServerChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FlushesTest {

    private final DefaultEventLoopGroup loops = new DefaultEventLoopGroup(1);
    private final AtomicInteger flushes = new AtomicInteger();

    @AfterEach
    void stop() {
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }

    @Test
    void framesOfOneTurnGoOutWithOneFlush() throws Exception {
        Channel channel = connected();
        Wire wire = channel.eventLoop().submit(() -> upgraded(channel)).get(5, TimeUnit.SECONDS);
        flushes.set(0);
        channel.eventLoop()
                .submit(() -> {
                    for (int i = 0; i < 10; i++) {
                        wire.write(Frames.text("hello".getBytes(StandardCharsets.UTF_8)));
                    }
                    assertEquals(0, flushes.get(), "nothing is flushed within the turn");
                    assertTrue(wire.pending() > 0);
                })
                .get(5, TimeUnit.SECONDS);
        // What a loop is given later runs later: the flush of that turn is done by now.
        channel.eventLoop().submit(() -> {}).get(5, TimeUnit.SECONDS);
        assertEquals(1, flushes.get());
    }

    private Wire upgraded(Channel channel) {
        Wire wire = Wire.install(channel, 1_000, () -> {});
        channel.pipeline().addFirst(new ChannelDuplexHandler() {
            @Override
            public void flush(ChannelHandlerContext context) {
                flushes.incrementAndGet();
                context.flush();
            }
        });
        channel.writeAndFlush(Unpooled.copiedBuffer("HTTP/1.1 101 Switching\r\n\r\n", StandardCharsets.US_ASCII));
        return wire;
    }

    private Channel connected() {
        LocalAddress address = new LocalAddress("flushes");
        new ServerBootstrap()
                .group(loops)
                .channel(LocalServerChannel.class)
                .childHandler(new ChannelInboundHandlerAdapter())
                .bind(address)
                .syncUninterruptibly();
        return new Bootstrap()
                .group(loops)
                .channel(LocalChannel.class)
                .handler(new ChannelInboundHandlerAdapter())
                .connect(address)
                .syncUninterruptibly()
                .channel();
    }
}
