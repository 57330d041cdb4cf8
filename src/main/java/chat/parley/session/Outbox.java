package chat.parley.session;

import chat.parley.delivery.Subscription;
import chat.parley.protocol.CloseCode;
import chat.parley.websocket.FrameEncoder;
import chat.parley.websocket.NettyWebSocket;
import io.netty.buffer.ByteBuf;
import java.util.ArrayList;

/// What waits to be sent to one connection, bounded in bytes by two marks: beyond the lower one ephemeral
/// events are dropped, beyond the upper one the connection is closed with 4002, and the client reconnects and
/// resumes (protocol.md section 9). From three eighths of the upper mark on it is full, and nothing more is
/// read from the connection until it has drained. The outboxes of all connections are bounded together
/// ([Outboxes]). Belongs to the connection's event loop.
final class Outbox {

    /// Replies of this size are counted before memory is allocated for them.
    private static final int LARGE = 16 << 10;

    /// Three eighths: the largest reply, half of the usual size, still fits behind them.
    private static final int PARTS = 8;

    private static final int FULL_PARTS = 3;

    private final NettyWebSocket socket;
    private final long size;
    private final long ephemeralSize;
    private final Outboxes all;
    private final SessionMeters meters;
    private final Runnable fullOrNot;
    private final ArrayList<Subscription> behind = new ArrayList<>(0);
    private boolean full;

    /// @param fullOrNot is run when [#full] has changed
    Outbox(NettyWebSocket socket, OutboxConfig config, Outboxes all, SessionMeters meters, Runnable fullOrNot) {
        this.socket = socket;
        this.size = config.size().asLongValue();
        this.ephemeralSize = config.passingSize().asLongValue();
        this.all = all;
        this.meters = meters;
        this.fullOrNot = fullOrNot;
    }

    /// Whether so much waits that nothing more should be read from the connection.
    boolean full() {
        return full;
    }

    /// The subscription's frames are sent at the socket's next flush, or before whatever else is put here.
    void fallsBehind(Subscription subscription) {
        behind.add(subscription);
        socket.due();
    }

    /// Queues the frames of the subscriptions that fell behind.
    void catchUp() {
        while (!behind.isEmpty()) {
            queue(next());
        }
    }

    /// The peer has read most of it.
    void drained() {
        if (full) {
            full = false;
            fullOrNot.run();
        }
    }

    /// Releases what is unsent: the connection is closed.
    void forget() {
        while (!behind.isEmpty()) {
            next().release();
        }
    }

    private ByteBuf next() {
        Subscription subscription = behind.getLast();
        ByteBuf frames = subscription.overdue();
        if (subscription.upToDate()) {
            behind.removeLast();
        }
        return frames;
    }

    /// Queues frames that must arrive; takes ownership of the buffer.
    void put(ByteBuf frames) {
        catchUp();
        queue(frames);
    }

    private void queue(ByteBuf frames) {
        int more = frames.readableBytes();
        if (socket.pending() + more > size) {
            frames.release();
            closeSlowReader();
        } else {
            socket.write(frames);
            if (!socket.keepsUp()) {
                all.grew(more);
                fill();
            }
        }
    }

    private void fill() {
        if (!full && socket.pending() > size / PARTS * FULL_PARTS) {
            full = true;
            fullOrNot.run();
        }
    }

    private void closeSlowReader() {
        socket.close(
                CloseCode.SLOW_READER.code(),
                "more than " + size + " bytes were waiting (parley.outbox.size); reconnect and resume");
    }

    /// Closes the connection because the peer has not read what made it full.
    void closeUnread() {
        socket.close(
                CloseCode.SLOW_READER.code(),
                socket.pending() + " bytes were waiting and none of them was read (parley.outbox.size, "
                        + "parley.heartbeat.timeout); reconnect and resume");
    }

    /// Queues frames that are dropped for a slow reader; takes ownership of the buffer.
    void putEphemeral(ByteBuf frames) {
        catchUp();
        if (socket.pending() + frames.readableBytes() > ephemeralSize) {
            frames.release();
            meters.dropped();
        } else {
            socket.write(frames);
        }
    }

    void put(byte[] text) {
        catchUp();
        if (socket.open() && socket.pending() + text.length > size) {
            closeSlowReader();
        } else if (socket.open()) {
            if (text.length >= LARGE) {
                all.grew(text.length);
            }
            queue(FrameEncoder.text(text));
        }
    }
}
