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

/// A WebSocket on the level of bytes: a handler in its channel's pipeline, behind TLS. The framework answers
/// the upgrade, reports the open connection, and is then removed ([#release]); this class decodes input
/// ([FrameDecoder]), writes ready frames without a flush for each, and controls how the connection ends.
///
/// All methods but [#close] and those that say otherwise belong to the channel's event loop.
public final class NettyWebSocket extends ChannelDuplexHandler implements FrameDecoder.Sink {

    /// How long a peer may take to answer our close frame, and a slow reader to read what was queued before
    /// it, so that they still get the code. Below the 10 s within which a slow reader is gone.
    private static final long CLOSING_MS = 8_000;

    private static final byte[] SWITCHED = "HTTP/1.1 101".getBytes(StandardCharsets.US_ASCII);

    /// What the queue counts for an entry besides its bytes.
    private static final int ENTRY = 96;

    private static final int NORMAL = 1000;
    private static final int NO_CODE = 1005;
    private static final String NAME = "parley-websocket";

    private enum State {
        HANDSHAKE,
        OPEN,
        CLOSING,
        CLOSED
    }

    private final Channel channel;
    private final FrameDecoder incoming;
    private final Runnable atEnd;
    private final VoidChannelPromise ignored;
    private State state = State.HANDSHAKE;
    private @Nullable ChannelHandlerContext context;
    private @Nullable WebSocketListener listener;
    private boolean switched;
    private boolean releasable;
    private boolean releasing;
    private boolean framework = true;
    private boolean dirty;
    private boolean paused;
    private long pausedSince;
    private long nanosPaused;
    private boolean readWanted;
    private boolean receivedSincePing = true;
    private boolean unreadable;
    private boolean closeSent;
    private boolean endNotified;
    private @Nullable ByteBuf earlyBytes;
    private @Nullable ByteBuf unreadBytes;
    private boolean reading;
    private volatile int unread;
    private long written;
    private long sentAtPing;
    private byte @Nullable [] pendingPing;
    private int code = 1006;
    private String reason = "";

    private NettyWebSocket(Channel channel, long largestMessage, Runnable atEnd) {
        this.channel = channel;
        this.incoming = new FrameDecoder(largestMessage, this);
        this.atEnd = atEnd;
        this.ignored = new VoidChannelPromise(channel, false);
    }

    /// Adds a WebSocket to the pipeline of a connection that requests the upgrade. It lets HTTP pass and
    /// becomes active when the response 101 is written; with any other response the connection is closed.
    ///
    /// @param largestMessage bytes of a message, over all of its fragments
    /// @param atEnd runs exactly once, when the connection is closed or the upgrade was refused
    public static NettyWebSocket install(Channel channel, long largestMessage, Runnable atEnd) {
        NettyWebSocket socket = new NettyWebSocket(channel, largestMessage, atEnd);
        ChannelPipeline pipeline = channel.pipeline();
        ChannelHandlerContext tls = pipeline.context(SslHandler.class);
        if (tls == null) {
            pipeline.addFirst(NAME, socket);
        } else {
            pipeline.addAfter(tls.name(), NAME, socket);
        }
        EarlyBytes.divert(pipeline, socket::onBytes);
        socket.paused = true;
        // The channel's own allocator has adapted its sizes to HTTP.
        channel.config().setRecvByteBufAllocator(new AdaptiveRecvByteBufAllocator());
        return socket;
    }

    /// Sets the listener for messages and for the end, beginning with bytes that arrived in the same read as
    /// the request; before, nothing more is read from the network.
    public void listen(WebSocketListener newListener) {
        if (endNotified) {
            newListener.ended(code, reason);
            return;
        }
        listener = newListener;
        ByteBuf waiting = earlyBytes;
        earlyBytes = null;
        paused = false;
        if (waiting != null) {
            received(waiting);
        }
        if (!paused) {
            readIfWanted();
        }
    }

    /// Queues whole frames for this turn's flush; takes ownership of the buffer, even if the connection is
    /// closed.
    public void write(ByteBuf frames) {
        if (state != State.OPEN) {
            frames.release();
            return;
        }
        written += frames.readableBytes() + ENTRY;
        context().write(frames, ignored);
        due();
    }

    /// Schedules a flush without having written: the listener is asked for frames then
    /// ([WebSocketListener#flushing]).
    public void due() {
        if (!dirty) {
            dirty = true;
            FlushQueue.after(this);
        }
    }

    /// Bytes queued and not yet written to the network.
    public long pending() {
        ChannelOutboundBuffer queue = channel.unsafe().outboundBuffer();
        return queue == null ? 0 : queue.totalPendingWriteBytes();
    }

    /// Bytes of memory that this connection holds: its queued output, and input that was not decoded yet. May
    /// be called from any thread.
    public long held() {
        return pending() + unread;
    }

    /// True while little is queued, and hardly any of it waits for the peer.
    public boolean keepsUp() {
        return channel.isWritable();
    }

    /// True while frames may be written.
    public boolean open() {
        return state == State.OPEN;
    }

    /// Stops reading from the network, and decodes no more of what was read, so that a client that sends
    /// faster than it is answered, or does not read, has to wait.
    public void pause() {
        if (!paused) {
            paused = true;
            pausedSince = System.nanoTime();
            channel.config().setAutoRead(false);
        }
    }

    /// Continues after [#pause].
    public void resume() {
        if (paused) {
            paused = false;
            nanosPaused += System.nanoTime() - pausedSince;
            readRest();
            if (!paused) {
                channel.config().setAutoRead(true);
                readIfWanted();
            }
        }
    }

    /// How long reading has been paused so far.
    public long nanosPaused() {
        return paused ? nanosPaused + System.nanoTime() - pausedSince : nanosPaused;
    }

    private void readIfWanted() {
        if (readWanted) {
            readWanted = false;
            context().read();
        }
    }

    /// Sends a ping.
    public void ping() {
        receivedSincePing = false;
        sentAtPing = written - pending();
        write(FrameEncoder.ping());
    }

    /// True if anything was received since the last [#ping], and before the first. While the peer is paused
    /// because they read too slowly, their reading counts instead.
    public boolean receivedSincePing() {
        return receivedSincePing || (paused && written - pending() - sentAtPing > 0);
    }

    /// Closes the connection without a close frame and releases everything queued for it. May be called from
    /// any thread.
    public void drop() {
        channel.close();
    }

    /// Closes the connection with a close frame; what was written before is still sent. The first close wins.
    /// May be called from any thread.
    public void close(int closeCode, String closeReason) {
        if (channel.eventLoop().inEventLoop()) {
            end(closeCode, closeReason);
        } else {
            channel.eventLoop().execute(() -> end(closeCode, closeReason));
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

    private void end(int closeCode, String closeReason) {
        flushing();
        if (state != State.OPEN) {
            return;
        }
        state = State.CLOSING;
        code = closeCode;
        reason = closeReason;
        context().writeAndFlush(FrameEncoder.close(closeCode, closeReason)).addListener(sent -> {
            closeSent = true;
            shutdownOutput();
        });
        resume();
        ended();
        channel.eventLoop().schedule(this::closeChannel, CLOSING_MS, TimeUnit.MILLISECONDS);
    }

    /// After a violation the start of the peer's next frame is unknown, and so is their close frame: the
    /// output is shut down at once. Closing the channel instead, with unread bytes of the peer, could destroy
    /// our close frame on its way. TLS has no half-closed connections.
    private void shutdownOutput() {
        if (unreadable
                && closeSent
                && channel instanceof DuplexChannel duplex
                && channel.pipeline().get(SslHandler.class) == null) {
            duplex.shutdownOutput();
        }
    }

    private void closeChannel() {
        context().close();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (state == State.HANDSHAKE || !(message instanceof ByteBuf bytes)) {
            context.fireChannelRead(message);
        } else {
            onBytes(bytes);
        }
    }

    private void onBytes(ByteBuf bytes) {
        if (listener == null) {
            keepEarly(bytes);
        } else {
            received(bytes);
        }
    }

    private void keepEarly(ByteBuf bytes) {
        if (state == State.CLOSED) {
            bytes.release();
            return;
        }
        earlyBytes = earlyBytes == null ? bytes : Unpooled.wrappedBuffer(earlyBytes, bytes);
    }

    private void received(ByteBuf bytes) {
        receivedSincePing = true;
        unreadBytes = unreadBytes == null ? bytes : Unpooled.wrappedBuffer(unreadBytes, bytes);
        readRest();
    }

    /// Decodes to the end, or until [#pause]: then the rest is kept for later.
    private void readRest() {
        if (reading || unreadBytes == null) {
            return;
        }
        reading = true;
        try {
            if (!unreadable) {
                incoming.read(unreadBytes);
            }
        } catch (ProtocolViolation violation) {
            unreadable = true;
            end(violation.code(), violation.reason());
            shutdownOutput();
        } finally {
            reading = false;
            keepRest();
        }
        if (!unreadable && incoming.closed()) {
            closedByPeer();
        }
    }

    private void keepRest() {
        ByteBuf remaining = unreadBytes;
        unreadBytes = null;
        if (remaining != null) {
            if (paused && remaining.isReadable() && state != State.CLOSED && !unreadable) {
                // Much smaller than the buffer it arrived in.
                unreadBytes = Unpooled.copiedBuffer(remaining);
            }
            remaining.release();
        }
        unread = unreadBytes == null ? 0 : unreadBytes.readableBytes();
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
            pendingPing = payload;
        }
    }

    /// Only the latest ping of a slow peer is answered (RFC 6455 section 5.5.3), so that their queue stays
    /// bounded.
    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        byte[] payload = pendingPing;
        if (payload != null && channel.isWritable()) {
            pendingPing = null;
            write(FrameEncoder.pong(payload));
        }
        if (channel.isWritable() && listener != null && state == State.OPEN) {
            listener.drained();
        }
        context.fireChannelWritabilityChanged();
    }

    /// After our own close frame only the peer's is awaited.
    @Override
    public boolean wantsMore() {
        return !paused && (state == State.OPEN || state == State.CLOSING);
    }

    /// Answers the peer's close frame with its own code (RFC 6455 section 5.5.1), or receives the answer to
    /// ours; in both cases the server closes the connection.
    private void closedByPeer() {
        if (state == State.OPEN) {
            code = incoming.closeCode();
            state = State.CLOSING;
            int answer = code == NO_CODE ? NORMAL : code;
            context().writeAndFlush(FrameEncoder.close(answer, "")).addListener(sent -> closeChannel());
            ended();
        } else {
            closeChannel();
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
            upgradeAnswered(context, head, promise);
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

    private void upgradeAnswered(ChannelHandlerContext context, ByteBuf head, ChannelPromise promise) {
        if (isSwitch(head)) {
            state = State.OPEN;
            promise.addListener(sent -> {
                switched = true;
                releaseLater();
            });
        } else {
            context.channel().eventLoop().execute(() -> upgradeRefused(context));
        }
    }

    /// Removes the framework, which has reported the open connection and is no longer needed: in a later turn
    /// of the event loop, and not before the 101 is written, since it continues after both.
    public void release() {
        releasable = true;
        releaseLater();
    }

    private void releaseLater() {
        if (switched && releasable) {
            channel.eventLoop().execute(this::removeFramework);
        }
    }

    private void removeFramework() {
        if (framework) {
            endForFramework();
            ChannelPipeline pipeline = channel.pipeline();
            for (ChannelHandler last = pipeline.last(); last != null && last != this; last = pipeline.last()) {
                pipeline.removeLast();
            }
        }
    }

    /// For the framework the connection ends here, in order, with a close frame 1000: it releases what it
    /// keeps per connection (10 KB and more) and its idle check, which sees none of the traffic here, and
    /// counts no error, though a peer may vanish at any moment. Its own close frame and its closing of the
    /// channel are suppressed.
    private void endForFramework() {
        framework = false;
        releasing = true;
        context().fireChannelRead(new CloseWebSocketFrame(NORMAL, ""));
        context().fireChannelInactive();
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

    /// The response was not 101. HTTP cannot continue here: its decoder is gone.
    private void upgradeRefused(ChannelHandlerContext context) {
        if (state == State.HANDSHAKE) {
            closed();
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
        boolean upgraded = state == State.OPEN || state == State.CLOSING;
        closed();
        if (framework && upgraded) {
            endForFramework();
        } else {
            context.fireChannelInactive();
        }
    }

    /// The connection broke: nothing more can be written.
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (state == State.HANDSHAKE) {
            context.fireExceptionCaught(cause);
        } else {
            context.close();
        }
    }

    private void closed() {
        if (state == State.CLOSED) {
            return;
        }
        state = State.CLOSED;
        if (earlyBytes != null) {
            earlyBytes.release();
            earlyBytes = null;
        }
        if (!reading) {
            keepRest();
        }
        atEnd.run();
        ended();
    }

    private void ended() {
        if (!endNotified) {
            endNotified = true;
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
        return Objects.requireNonNull(context, "a socket is written to only once it stands in a pipeline");
    }
}
