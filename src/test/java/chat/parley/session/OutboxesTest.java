package chat.parley.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.websocket.NettyWebSocket;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// With a limit of 64 KB.
final class OutboxesTest {
    private static final int BOUND = 64 << 10;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Outboxes outboxes = new Outboxes(BOUND, meters);
    private final List<EmbeddedChannel> channels = new ArrayList<>();

    /// A connection whose peer reads nothing.
    private NettyWebSocket stalled() {
        EmbeddedChannel channel = new EmbeddedChannel();
        NettyWebSocket wire = NettyWebSocket.install(channel, 1_000, () -> {});
        channel.writeOutbound(Unpooled.copiedBuffer("HTTP/1.1 101 \r\n\r\n", StandardCharsets.US_ASCII));
        ((ByteBuf) channel.readOutbound()).release();
        channel.pipeline().addFirst(new ChannelOutboundHandlerAdapter() {
            @Override
            public void flush(ChannelHandlerContext context) {}
        });
        Runnable gone = outboxes.watch(wire);
        channel.closeFuture().addListener(_ -> gone.run());
        channels.add(channel);
        return wire;
    }

    @AfterEach
    void close() {
        channels.forEach(channel -> channel.unsafe().closeForcibly());
    }

    @Test
    void largestOutboxesAreClosedFirstUntilHalfIsFree() {
        List<NettyWebSocket> wires = List.of(stalled(), stalled(), stalled(), stalled());
        puts(wires.get(0), 4 << 10);
        puts(wires.get(1), 20 << 10);
        puts(wires.get(2), 12 << 10);
        puts(wires.get(3), 8 << 10);
        assertEquals(List.of(true, true, true, true), open(wires), "44 of 64 KB");
        puts(wires.get(3), 5 << 10);
        assertEquals(List.of(true, false, true, true), open(wires), "49 KB are more than three quarters");
        assertEquals(1, meters.get("parley.outbox.ended").counter().count());
        assertTrue(channels.get(1).isOpen(), "who reads after all hears why");
    }

    @Test
    void closedOutboxNoLongerCountsAndIsReleasedAtTheLimit() {
        List<NettyWebSocket> wires = List.of(stalled(), stalled(), stalled());
        puts(wires.get(0), 30 << 10);
        puts(wires.get(1), 20 << 10);
        assertFalse(wires.get(0).open());
        puts(wires.get(2), 10 << 10);
        assertTrue(channels.get(0).isOpen());
        puts(wires.get(2), 6 << 10);
        assertFalse(channels.get(0).isOpen(), "66 KB are held");
        assertTrue(wires.get(1).open() && wires.get(2).open());
        assertTrue(meters.get("parley.outbox.bytes").gauge().value() < BOUND);
    }

    @Test
    void closedConnectionIsForgotten() {
        puts(stalled(), 30 << 10);
        channels.getFirst().close();
        assertEquals(0, meters.get("parley.outbox.bytes").gauge().value());
    }

    private void puts(NettyWebSocket wire, int bytes) {
        wire.write(Unpooled.directBuffer(bytes).writeZero(bytes));
        outboxes.grew(bytes);
    }

    private static List<Boolean> open(List<NettyWebSocket> wires) {
        return wires.stream().map(NettyWebSocket::open).toList();
    }
}
