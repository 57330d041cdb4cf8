package chat.parley.websocket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NettyWebSocketTest {

    private int gone;
    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final NettyWebSocket wire = NettyWebSocket.install(channel, 1_000, () -> gone++);
    private final List<String> endings = new ArrayList<>();
    private final List<String> messages = new ArrayList<>();

    NettyWebSocketTest() {
        wire.listen(listener(messages, endings));
    }

    private static WebSocketListener listener(List<String> messages, List<String> endings) {
        return new WebSocketListener() {
            @Override
            public void flushing() {}

            @Override
            public void drained() {}

            @Override
            public void message(String text) {
                messages.add(text);
            }

            @Override
            public void ended(int code, String reason) {
                endings.add(code + " " + reason);
            }
        };
    }

    @AfterEach
    void nothingIsLeft() {
        channel.finishAndReleaseAll();
    }

    @Test
    void httpPassesUntilTheUpgradeIsAnswered() {
        channel.writeInbound(ascii("GET /ws HTTP/1.1\r\n\r\n"));
        assertEquals("GET /ws HTTP/1.1\r\n\r\n", string(channel.readInbound()));
        upgraded();
        assertTrue(wire.open());
    }

    @Test
    void idleHttpTimeoutDoesNotApplyToSockets() {
        channel.pipeline().addLast(new IdleStateHandler(0, 0, 60));
        channel.writeInbound(ascii("GET /ws HTTP/1.1\r\n\r\n"));
        assertNotNull(channel.pipeline().get(IdleStateHandler.class));
        channel.releaseInbound();
        upgraded();
        assertNull(channel.pipeline().get(IdleStateHandler.class));
    }

    @Test
    void frameworkIsReleasedInOrderAndSendsNothing() {
        Framework framework = new Framework();
        channel.pipeline().addLast(framework);
        upgraded();
        assertEquals(List.of("close 1000", "inactive"), framework.heard);
        assertNull(channel.readOutbound());
        assertNull(channel.pipeline().get(Framework.class));
        assertTrue(wire.open());
        channel.writeInbound(ClientFrames.text("hello"));
        assertEquals(List.of("hello"), messages);
        channel.close();
        assertFalse(channel.isOpen());
        assertEquals(1, gone);
    }

    @Test
    void frameworkEndsInOrderWhenThePeerDisconnectsEarly() {
        Framework framework = new Framework();
        channel.pipeline().addLast(framework);
        channel.writeOutbound(ascii("HTTP/1.1 101 Switching Protocols\r\n\r\n"));
        ((ByteBuf) channel.readOutbound()).release();
        channel.close();
        channel.runPendingTasks();
        assertEquals(List.of("close 1000", "inactive"), framework.heard);
        assertEquals(1, gone);
    }

    @Test
    void frameworkIsNotReleasedBeforeTheResponseIsSent() {
        channel.pipeline().addLast(new Framework());
        wire.release();
        channel.runPendingTasks();
        assertNotNull(channel.pipeline().get(Framework.class));
        channel.writeOutbound(ascii("HTTP/1.1 101 Switching Protocols\r\n\r\n"));
        ((ByteBuf) channel.readOutbound()).release();
        channel.runPendingTasks();
        assertNull(channel.pipeline().get(Framework.class));
    }

    @Test
    void responseOtherThan101ClosesTheConnection() {
        channel.writeOutbound(ascii("HTTP/1.1 403 Forbidden\r\n\r\n"));
        channel.runPendingTasks();
        assertEquals("HTTP/1.1 403 Forbidden\r\n\r\n", string(channel.readOutbound()));
        assertFalse(channel.isOpen());
        assertEquals(1, endings.size());
        assertEquals(1, gone);
    }

    @Test
    void bytesAfterTheRequestAreReceivedFirst() {
        EmbeddedChannel fresh = new EmbeddedChannel();
        List<NettyWebSocket> early = new ArrayList<>();
        fresh.pipeline().addLast(new HttpRequestDecoder(), new ChannelInboundHandlerAdapter() {
            @Override
            public void channelRead(ChannelHandlerContext context, Object message) {
                if (message instanceof HttpRequest) {
                    early.add(NettyWebSocket.install(fresh, 1_000, () -> {}));
                }
                ReferenceCountUtil.release(message);
            }
        });
        ByteBuf first = ClientFrames.text("first");
        ByteBuf second = ClientFrames.text("second");
        fresh.writeInbound(
                Unpooled.wrappedBuffer(ascii("GET /ws HTTP/1.1\r\n\r\n"), first, second.readRetainedSlice(3)));
        fresh.writeOutbound(ascii("HTTP/1.1 101 Switching Protocols\r\n\r\n"));
        List<String> heard = new ArrayList<>();
        early.getFirst().listen(listener(heard, new ArrayList<>()));
        assertEquals(List.of("first"), heard);
        fresh.writeInbound(second);
        assertEquals(List.of("first", "second"), heard);
        fresh.finishAndReleaseAll();
    }

    @Test
    void messagesAreReceivedAndDoNotReachTheFramework() {
        upgraded();
        channel.writeInbound(ClientFrames.text("hello"));
        assertEquals(List.of("hello"), messages);
        assertNull(channel.readInbound());
    }

    @Test
    void messagesBeforeAListenerWait() {
        EmbeddedChannel fresh = new EmbeddedChannel();
        NettyWebSocket unheard = NettyWebSocket.install(fresh, 1_000, () -> {});
        fresh.writeOutbound(ascii("HTTP/1.1 101 Switching Protocols\r\n\r\n"));
        fresh.writeInbound(ClientFrames.text("one"), ClientFrames.text("two"));
        List<String> heard = new ArrayList<>();
        unheard.listen(listener(heard, new ArrayList<>()));
        assertEquals(List.of("one", "two"), heard);
        fresh.finishAndReleaseAll();
    }

    @Test
    void aPingIsAnsweredWithItsPayload() {
        upgraded();
        channel.writeInbound(ClientFrames.frame(true, ClientFrames.PING, bytes("still there?")));
        channel.runPendingTasks();
        ByteBuf pong = channel.readOutbound();
        assertEquals(0x8A, pong.getUnsignedByte(0));
        assertEquals("still there?", pong.toString(2, pong.readableBytes() - 2, StandardCharsets.UTF_8));
        pong.release();
    }

    @Test
    void latestPingIsAnsweredWhenPongsAreReadSlowly() {
        upgraded();
        ByteBuf pings = Unpooled.buffer();
        for (int i = 0; i < 10_000; i++) {
            ByteBuf ping = ClientFrames.frame(true, ClientFrames.PING, bytes(Integer.toString(i)));
            pings.writeBytes(ping);
            ping.release();
        }
        channel.writeInbound(pings);
        channel.runPendingTasks();
        List<String> answered = new ArrayList<>();
        for (ByteBuf pong = channel.readOutbound(); pong != null; pong = channel.readOutbound()) {
            answered.add(pong.toString(2, pong.readableBytes() - 2, StandardCharsets.UTF_8));
            pong.release();
        }
        assertTrue(answered.size() < 1_000, () -> "expected few, got " + answered.size());
        assertEquals("9999", answered.getLast());
    }

    @Test
    void violationIsAnsweredWithItsCodeAndTheRestIsIgnored() {
        upgraded();
        channel.writeInbound(ClientFrames.frame(true, ClientFrames.TEXT, (byte) 0xFF));
        assertEquals(1007, closeCode());
        channel.writeInbound(ClientFrames.text("too late"));
        assertNull(channel.readInbound());
        assertTrue(channel.isOpen(), "the peer may still read the close frame");
        channel.advanceTimeBy(8, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();
        assertFalse(channel.isOpen());
        assertTrue(endings.getFirst().startsWith("1007 "));
    }

    @Test
    void peersCloseFrameIsAnsweredAndItsCodeReported() {
        upgraded();
        channel.writeInbound(ClientFrames.close(4321, "bye"));
        assertEquals(4321, closeCode());
        assertFalse(channel.isOpen());
        assertEquals(List.of("4321 "), endings);
    }

    @Test
    void aCloseFrameWithoutACodeIsAnsweredAsNormal() {
        upgraded();
        channel.writeInbound(ClientFrames.frame(true, ClientFrames.CLOSE));
        assertEquals(1000, closeCode());
        assertEquals(List.of("1005 "), endings);
    }

    @Test
    void ourCloseWaitsForThePeersAnswer() {
        upgraded();
        wire.close(4001, "no hello");
        assertEquals(4001, closeCode());
        assertTrue(channel.isOpen());
        channel.writeInbound(ClientFrames.close(4001, ""));
        assertFalse(channel.isOpen());
        assertEquals(List.of("4001 no hello"), endings);
    }

    @Test
    void firstCloseWins() {
        upgraded();
        wire.close(4002, "slow");
        wire.close(4003, "silent");
        assertEquals(4002, closeCode());
        assertNull(channel.readOutbound());
    }

    @Test
    void brokenConnectionEndsWith1006() {
        upgraded();
        channel.close();
        assertEquals(List.of("1006 "), endings);
        assertEquals(1, gone);
    }

    @Test
    void writesAfterTheCloseAreReleased() {
        upgraded();
        wire.close(1012, "draining");
        ByteBuf late = FrameEncoder.text(bytes("late"));
        wire.write(late);
        assertEquals(0, late.refCnt());
    }

    @Test
    void pongIsReceivedAfterThePing() {
        upgraded();
        wire.ping();
        assertFalse(wire.receivedSincePing());
        channel.writeInbound(ClientFrames.frame(true, ClientFrames.PONG));
        assertTrue(wire.receivedSincePing());
    }

    @Test
    void nothingIsReadWhilePausedEvenIfBuffered() {
        upgraded();
        EmbeddedChannel fresh = new EmbeddedChannel();
        List<NettyWebSocket> wires = new ArrayList<>();
        List<String> heard = new ArrayList<>();
        wires.add(NettyWebSocket.install(fresh, 1_000, () -> {}));
        fresh.writeOutbound(ascii("HTTP/1.1 101 Switching Protocols\r\n\r\n"));
        wires.getFirst().listen(new WebSocketListener() {
            @Override
            public void message(String text) {
                heard.add(text);
                wires.getFirst().pause();
            }

            @Override
            public void flushing() {}

            @Override
            public void drained() {}

            @Override
            public void ended(int code, String reason) {}
        });
        fresh.writeInbound(
                Unpooled.wrappedBuffer(ClientFrames.text("one"), ClientFrames.text("two"), ClientFrames.text("three")));
        assertEquals(List.of("one"), heard);
        assertFalse(fresh.config().isAutoRead());
        assertTrue(wires.getFirst().held() > 0);
        wires.getFirst().resume();
        assertEquals(List.of("one", "two"), heard);
        fresh.writeInbound(ClientFrames.text("four"));
        wires.getFirst().resume();
        wires.getFirst().resume();
        assertEquals(List.of("one", "two", "three", "four"), heard);
        wires.getFirst().resume();
        assertTrue(fresh.config().isAutoRead());
        assertTrue(wires.getFirst().nanosPaused() > 0);
        fresh.finishAndReleaseAll();
    }

    @Test
    void bufferedFramesAreReadForTheCloseEvenWhilePaused() {
        upgraded();
        wire.pause();
        channel.writeInbound(Unpooled.wrappedBuffer(ClientFrames.text("late"), ClientFrames.close(4001, "")));
        wire.close(4001, "no hello");
        assertEquals(4001, closeCode());
        assertFalse(channel.isOpen(), "its answer had come already");
        assertEquals(List.of(), messages);
    }

    @Test
    void aLongReasonIsCutBetweenCharacters() {
        upgraded();
        wire.close(4001, "é".repeat(100));
        ByteBuf frame = channel.readOutbound();
        assertTrue(frame.getUnsignedByte(1) <= 125);
        String reason = frame.toString(4, frame.readableBytes() - 4, StandardCharsets.UTF_8);
        assertEquals("é".repeat(61), reason);
        frame.release();
    }

    private void upgraded() {
        channel.writeOutbound(ascii("HTTP/1.1 101 Switching Protocols\r\n\r\n"));
        ((ByteBuf) channel.readOutbound()).release();
        wire.release();
        channel.runPendingTasks();
        // The message for the framework, which is absent here.
        ReferenceCountUtil.release(channel.readInbound());
    }

    /// Answers a close frame and disconnects, as the framework does.
    private static final class Framework extends ChannelInboundHandlerAdapter {
        private final List<String> heard = new ArrayList<>();

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            heard.add(message instanceof CloseWebSocketFrame close ? "close " + close.statusCode() : "another");
            ReferenceCountUtil.release(message);
            context.writeAndFlush(ascii("an echo")).addListener(_ -> context.close());
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            heard.add("inactive");
        }
    }

    private int closeCode() {
        ByteBuf frame = channel.readOutbound();
        assertEquals(0x88, frame.getUnsignedByte(0));
        int code = frame.getUnsignedShort(2);
        frame.release();
        return code;
    }

    private static String string(ByteBuf bytes) {
        String text = bytes.toString(StandardCharsets.US_ASCII);
        bytes.release();
        return text;
    }

    private static ByteBuf ascii(String text) {
        return Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
