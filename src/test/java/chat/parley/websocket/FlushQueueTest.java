package chat.parley.websocket;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.DefaultEventLoopGroup;
import io.netty.channel.local.LocalAddress;
import io.netty.channel.local.LocalChannel;
import io.netty.channel.local.LocalServerChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FlushQueueTest {

    private static final int MANY = 200;

    private final DefaultEventLoopGroup loops = new DefaultEventLoopGroup(1);
    private final AtomicInteger flushes = new AtomicInteger();

    @AfterEach
    void stop() {
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }

    @Test
    void framesOfOneTurnShareOneFlush() throws Exception {
        Channel channel = connected();
        NettyWebSocket wire =
                channel.eventLoop().submit(() -> upgraded(channel)).get(5, TimeUnit.SECONDS);
        flushes.set(0);
        channel.eventLoop()
                .submit(() -> {
                    for (int i = 0; i < 10; i++) {
                        wire.write(FrameEncoder.text("hello".getBytes(StandardCharsets.UTF_8)));
                    }
                    assertEquals(0, flushes.get(), "nothing is flushed within the turn");
                    assertTrue(wire.pending() > 0);
                })
                .get(5, TimeUnit.SECONDS);
        // A loop runs its tasks in order: the flush of that turn is done by now.
        channel.eventLoop().submit(() -> {}).get(5, TimeUnit.SECONDS);
        assertEquals(1, flushes.get());
    }

    @Test
    void loopRunsOtherTasksBetweenFlushes() throws Exception {
        Channel channel = connected();
        List<NettyWebSocket> wires = channel.eventLoop()
                .submit(() ->
                        IntStream.range(0, MANY).mapToObj(_ -> another(channel)).toList())
                .get(5, TimeUnit.SECONDS);
        AtomicInteger flushedBefore = new AtomicInteger();
        CountDownLatch done = new CountDownLatch(1);
        flushes.set(0);
        channel.eventLoop()
                .submit(() -> {
                    wires.forEach(wire -> wire.write(FrameEncoder.text(new byte[1])));
                    // A timer fires between two turns, just as data from the network is read between two.
                    channel.eventLoop()
                            .schedule(
                                    () -> {
                                        flushedBefore.set(flushes.get());
                                        done.countDown();
                                    },
                                    0,
                                    TimeUnit.NANOSECONDS);
                })
                .get(5, TimeUnit.SECONDS);
        assertTrue(done.await(5, TimeUnit.SECONDS));
        await().atMost(5, TimeUnit.SECONDS).until(() -> flushes.get() == MANY);
        assertTrue(flushedBefore.get() < MANY, "all were flushed before anything else was done");
    }

    /// On a channel of its own, accepted by the same server.
    private NettyWebSocket another(Channel first) {
        Channel channel = new LocalChannel();
        channel.pipeline().addLast(new ChannelInboundHandlerAdapter());
        loops.register(channel);
        channel.connect(first.remoteAddress());
        return upgraded(channel);
    }

    private NettyWebSocket upgraded(Channel channel) {
        NettyWebSocket wire = NettyWebSocket.install(channel, 1_000, () -> {});
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
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel accepted) {
                        accepted.pipeline().addLast(new ChannelInboundHandlerAdapter());
                    }
                })
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
