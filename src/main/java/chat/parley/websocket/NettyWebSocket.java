package chat.parley.websocket;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.channel.EventLoop;
import io.netty.channel.VoidChannelPromise;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One WebSocket's bytes: a handler in its channel's pipeline, behind TLS. The framework answers the upgrade
/// and tells of the open connection, and is let go then ([#release]); this wire reads what comes in
/// ([FrameDecoder]), writes ready frames without a flush for each, and owns every ending.
///
/// All methods but [#close] belong to the channel's event loop.
public final class NettyWebSocket extends ChannelDuplexHandler implements FrameDecoder.Sink {

    /// How long a peer may take to answer our close frame, and a slow reader to take what was queued before it: then
    /// the code still reaches him. Below the 10 s within which a slow reader is gone.
    private static final long CLOSING_MS = 8_000;

    private static final byte[] SWITCHED = "HTTP/1.1 101".getBytes(StandardCharsets.US_ASCII);

    /// What the queue counts for an entry beside its bytes.
    private static final int ENTRY = 96;

    private static final int NORMAL = 1000;
    private static final int NO_CODE = 1005;
    private static final String NAME = "parley-wire";

    private enum State {
        HANDSHAKE,
        OPEN,
        CLOSING,
        CLOSED
    }

    private final Channel channel;
    private final FrameDecoder incoming;
    private final Runnable atEnd;
    private final VoidChannelPromise unheeded;
    private State state = State.HANDSHAKE;
    private @Nullable ChannelHandlerContext context;
    private @Nullable WebSocketListener listener;
    private boolean switched;
    private boolean releasable;
    private boolean releasing;
    private boolean dirty;
    private boolean paused;
    private long pausedSince;
    private long nanosPaused;
    private boolean readWanted;
    private boolean heard = true;
    private boolean unreadable;
    private boolean goodbyeSent;
    private boolean told;
    private @Nullable ByteBuf early;
    private @Nullable ByteBuf rest;
    private boolean reading;
    private volatile int unread;
    private long written;
    private long takenAtPing;
    private byte @Nullable [] unanswered;
    private int code = 1006;
    private String reason = "";

    private NettyWebSocket(Channel channel, long largestMessage, Runnable atEnd) {
        this.channel = channel;
        this.incoming = new FrameDecoder(largestMessage, this);
        this.atEnd = atEnd;
        this.unheeded = new VoidChannelPromise(channel, false);
    }

    /// Puts a wire into the pipeline of a connection that asks for the upgrade. It lets HTTP pass and wakes when the
    /// answer 101 goes out; with any other answer the connection ends.
    ///
    /// @param largestMessage bytes of a message, over all of its fragments
    /// @param atEnd runs exactly once, when the connection is gone or the upgrade was refused
    public static NettyWebSocket install(Channel channel, long largestMessage, Runnable atEnd) {
        NettyWebSocket wire = new NettyWebSocket(channel, largestMessage, atEnd);
        ChannelPipeline pipeline = channel.pipeline();
        ChannelHandlerContext tls = pipeline.context(SslHandler.class);
        if (tls == null) {
            pipeline.addFirst(NAME, wire);
        } else {
            pipeline.addAfter(tls.name(), NAME, wire);
        }
        EarlyBytes.divert(pipeline, wire::arrived);
        wire.paused = true;
        // The channel's own has done its part: what it made has its own memory of sizes.
        channel.config().setRecvByteBufAllocator(new AdaptiveRecvByteBufAllocator());
        return wire;
    }

    /// Says who hears what comes in and of the end, beginning with what came in one read with the request; before, no
    /// more is read from the network.
    public void listen(WebSocketListener who) {
        if (told) {
            who.ended(code, reason);
            return;
        }
        listener = who;
        ByteBuf waiting = early;
        early = null;
        paused = false;
        if (waiting != null) {
            taken(waiting);
        }
        if (!paused) {
            askForMore();
        }
    }

    /// Queues whole frames for this turn's flush; takes the buffer over, also when the connection is gone.
    public void write(ByteBuf frames) {
        if (state != State.OPEN) {
            frames.release();
            return;
        }
        written += frames.readableBytes() + ENTRY;
        context().write(frames, unheeded);
        due();
    }

    /// Asks for a flush without having written: what is to be written is asked for then ([WebSocketListener#flushing]).
    public void due() {
        if (!dirty) {
            dirty = true;
            FlushQueue.after(this);
        }
    }

    /// Bytes queued and not yet taken by the network.
    public long pending() {
        ChannelOutboundBuffer queue = channel.unsafe().outboundBuffer();
        return queue == null ? 0 : queue.totalPendingWriteBytes();
    }

    /// Bytes of memory that this connection holds: what is queued for it, and what came in and was not looked at yet.
    /// May be called from any thread.
    public long held() {
        return pending() + unread;
    }

    /// True while what is queued is little, and hardly anything of it waits for the peer.
    public boolean keepsUp() {
        return channel.isWritable();
    }

    /// True while frames may be written.
    public boolean open() {
        return state == State.OPEN;
    }

    /// Stops taking bytes from the network, and looks at no more of those that it has, so that a client that
    /// asks faster than it is answered, or does not read, has to wait.
    public void pause() {
        if (!paused) {
            paused = true;
            pausedSince = System.nanoTime();
            channel.config().setAutoRead(false);
        }
    }

    /// Goes on after [#pause].
    public void resume() {
        if (paused) {
            paused = false;
            nanosPaused += System.nanoTime() - pausedSince;
            readRest();
            if (!paused) {
                channel.config().setAutoRead(true);
                askForMore();
            }
        }
    }

    /// For how long nothing was read from the connection so far.
    public long nanosPaused() {
        return paused ? nanosPaused + System.nanoTime() - pausedSince : nanosPaused;
    }

    private void askForMore() {
        if (readWanted) {
            readWanted = false;
            context().read();
        }
    }

    /// Asks for a sign of life.
    public void ping() {
        heard = false;
        takenAtPing = written - pending();
        write(FrameEncoder.ping());
    }

    /// True when anything came in since the last [#ping]; also before the first, when nothing was asked. While nothing
    /// is read from the peer, because he reads too slowly, it is a sign of life that he reads.
    public boolean heardSincePing() {
        return heard || (paused && written - pending() - takenAtPing > 0);
    }

    /// Ends the connection without a word, and lets go of everything that waits for it. May be called from any thread.
    public void drop() {
        channel.close();
    }

    /// Ends the connection with a close frame; what was written before still goes out. The first ending holds.
    /// May be called from any thread.
    public void close(int closeCode, String why) {
        if (channel.eventLoop().inEventLoop()) {
            end(closeCode, why);
        } else {
            channel.eventLoop().execute(() -> end(closeCode, why));
        }
    }

    EventLoop loop() {
        return channel.eventLoop();
    }

    void flush() {
        flushing();
        dirty = false;
        if (state != State.CLOSED) {
            context().flush();
        }
    }

    private void flushing() {
        if (state == State.OPEN && listener != null) {
            listener.flushing();
        }
    }

    private void end(int closeCode, String why) {
        flushing();
        if (state != State.OPEN) {
            return;
        }
        state = State.CLOSING;
        code = closeCode;
        reason = why;
        context().writeAndFlush(FrameEncoder.close(closeCode, why)).addListener(sent -> {
            goodbyeSent = true;
            stopTalking();
        });
        resume();
        ended();
        channel.eventLoop().schedule(this::hangUp, CLOSING_MS, TimeUnit.MILLISECONDS);
    }

    /// Where the next frame of this peer begins is not known any more, so neither is his answer: he hears at once that
    /// nothing more comes. Hanging up instead, with bytes of his unread, could destroy our close frame on its way.
    /// Inside TLS there is no such half of a connection.
    private void stopTalking() {
        if (unreadable
                && goodbyeSent
                && channel instanceof DuplexChannel duplex
                && channel.pipeline().get(SslHandler.class) == null) {
            duplex.shutdownOutput();
        }
    }

    private void hangUp() {
        context().close();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (state == State.HANDSHAKE || !(message instanceof ByteBuf bytes)) {
            context.fireChannelRead(message);
        } else {
            arrived(bytes);
        }
    }

    private void arrived(ByteBuf bytes) {
        if (listener == null) {
            early(bytes);
        } else {
            taken(bytes);
        }
    }

    private void early(ByteBuf bytes) {
        if (state == State.CLOSED) {
            bytes.release();
            return;
        }
        early = early == null ? bytes : Unpooled.wrappedBuffer(early, bytes);
    }

    private void taken(ByteBuf bytes) {
        heard = true;
        rest = rest == null ? bytes : Unpooled.wrappedBuffer(rest, bytes);
        readRest();
    }

    /// Reads until the end, or until [#pause]: then the rest is kept for later.
    private void readRest() {
        if (reading || rest == null) {
            return;
        }
        reading = true;
        try {
            if (!unreadable) {
                incoming.read(rest);
            }
        } catch (ProtocolViolation violation) {
            unreadable = true;
            end(violation.code(), violation.reason());
            stopTalking();
        } finally {
            reading = false;
            keepRest();
        }
        if (!unreadable && incoming.closed()) {
            closedByPeer();
        }
    }

    private void keepRest() {
        ByteBuf left = rest;
        rest = null;
        if (left != null) {
            if (paused && left.isReadable() && state != State.CLOSED && !unreadable) {
                // Much less than the buffer that it came in.
                rest = Unpooled.copiedBuffer(left);
            }
            left.release();
        }
        unread = rest == null ? 0 : rest.readableBytes();
    }

    @Override
    public void message(String text) {
        if (state == State.OPEN && listener != null) {
            listener.message(text);
        }
    }

    @Override
    public void ping(byte[] payload) {
        if (channel.isWritable()) {
            write(FrameEncoder.pong(payload));
        } else {
            unanswered = payload;
        }
    }

    /// Of the pings of a peer that reads too slowly only the latest is answered (RFC 6455 section 5.5.3), so that what
    /// waits for him stays bounded.
    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        byte[] payload = unanswered;
        if (payload != null && channel.isWritable()) {
            unanswered = null;
            write(FrameEncoder.pong(payload));
        }
        if (channel.isWritable() && listener != null && state == State.OPEN) {
            listener.drained();
        }
        context.fireChannelWritabilityChanged();
    }

    /// After our own close frame only the answer to it is waited for.
    @Override
    public boolean wantsMore() {
        return !paused && (state == State.OPEN || state == State.CLOSING);
    }

    /// Answers the peer's close frame with its own code (RFC 6455 section 5.5.1), or hears the answer to ours; either
    /// way the server is the one that closes the connection.
    private void closedByPeer() {
        if (state == State.OPEN) {
            code = incoming.closeCode();
            state = State.CLOSING;
            int answer = code == NO_CODE ? NORMAL : code;
            context().writeAndFlush(FrameEncoder.close(answer, "")).addListener(sent -> hangUp());
            ended();
        } else {
            hangUp();
        }
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (state == State.CLOSING || releasing) {
            ReferenceCountUtil.release(message);
            promise.trySuccess();
            return;
        }
        if (state == State.HANDSHAKE && message instanceof ByteBuf head && head.isReadable()) {
            answered(context, head, promise);
        }
        context.write(message, promise);
    }

    private static boolean isSwitch(ByteBuf head) {
        for (int i = 0; i < SWITCHED.length; i++) {
            if (i == head.readableBytes() || head.getByte(head.readerIndex() + i) != SWITCHED[i]) {
                return false;
            }
        }
        return true;
    }

    private void answered(ChannelHandlerContext context, ByteBuf head, ChannelPromise promise) {
        if (isSwitch(head)) {
            state = State.OPEN;
            promise.addListener(sent -> {
                switched = true;
                releaseLater();
            });
        } else {
            context.channel().eventLoop().execute(() -> refused(context));
        }
    }

    /// Lets go of the framework, which has told of the open connection and has nothing to do with it any more:
    /// in a later turn of the event loop, and not before the 101 is written, since it goes on behind both.
    public void release() {
        releasable = true;
        releaseLater();
    }

    private void releaseLater() {
        if (switched && releasable) {
            channel.eventLoop().execute(this::remainAlone);
        }
    }

    /// For the framework the connection ends here, and in order, with a close frame 1000: what it keeps for one
    /// (10 KB and more) is let go, and its watch over idle connections, which sees nothing of what passes here.
    /// What it does at such an end, its own close frame and the hanging up, does not go out.
    private void remainAlone() {
        if (state == State.CLOSED) {
            return;
        }
        releasing = true;
        context().fireChannelRead(new CloseWebSocketFrame(NORMAL, ""));
        context().fireChannelInactive();
        ChannelPipeline pipeline = channel.pipeline();
        for (ChannelHandler last = pipeline.last(); last != null && last != this; last = pipeline.last()) {
            pipeline.removeLast();
        }
        releasing = false;
    }

    @Override
    public void close(ChannelHandlerContext context, ChannelPromise promise) {
        if (releasing) {
            promise.trySuccess();
        } else {
            context.close(promise);
        }
    }

    /// The answer was not 101. HTTP cannot go on here, its decoder is gone.
    private void refused(ChannelHandlerContext context) {
        if (state == State.HANDSHAKE) {
            over();
            context.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
        }
    }

    @Override
    public void read(ChannelHandlerContext context) {
        if (paused) {
            readWanted = true;
        } else {
            context.read();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        over();
        context.fireChannelInactive();
    }

    /// The connection broke: nothing can be said on it any more.
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (state == State.HANDSHAKE) {
            context.fireExceptionCaught(cause);
        } else {
            context.close();
        }
    }

    private void over() {
        if (state == State.CLOSED) {
            return;
        }
        state = State.CLOSED;
        if (early != null) {
            early.release();
            early = null;
        }
        if (!reading) {
            keepRest();
        }
        atEnd.run();
        ended();
    }

    private void ended() {
        if (!told) {
            told = true;
            if (listener != null) {
                listener.ended(code, reason);
            }
        }
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
    }

    private ChannelHandlerContext context() {
        return Objects.requireNonNull(context, "a wire is written to only once it stands in a pipeline");
    }
}
