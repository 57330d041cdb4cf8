package chat.parley.session;

import chat.parley.delivery.Subscription;
import chat.parley.protocol.CloseCode;
import chat.parley.websocket.FrameEncoder;
import chat.parley.websocket.NettyWebSocket;
import io.netty.buffer.ByteBuf;
import java.util.ArrayList;

/// What waits for one connection, bounded in bytes with two marks: beyond the lower one passing events are
/// dropped, beyond the upper one the connection is closed with 4002 and the client comes back and resumes
/// (protocol.md section 9). From three eighths of the upper one on it is full, and nothing more is read from
/// the connection until it has drained. What waits for all connections is bounded together ([Outboxes]).
/// Belongs to the connection's event loop.
final class Outbox {

    /// Answers from here on are looked at before they get memory of their own.
    private static final int LARGE = 16 << 10;

    /// Three eighths: the largest answer, half of the usual size, still fits behind them.
    private static final int PARTS = 8;

    private static final int FULL_PARTS = 3;

    private final NettyWebSocket wire;
    private final long size;
    private final long passingSize;
    private final Outboxes all;
    private final SessionMeters meters;
    private final Runnable fullOrNot;
    private final ArrayList<Subscription> behind = new ArrayList<>(0);
    private boolean full;

    /// @param fullOrNot is run when [#full] has changed
    Outbox(NettyWebSocket wire, OutboxConfig config, Outboxes all, SessionMeters meters, Runnable fullOrNot) {
        this.wire = wire;
        this.size = config.size().asLongValue();
        this.passingSize = config.passingSize().asLongValue();
        this.all = all;
        this.meters = meters;
        this.fullOrNot = fullOrNot;
    }

    /// Whether so much waits that the connection is not to ask for more.
    boolean full() {
        return full;
    }

    /// The seat's frames go out at the wire's turn, or before whatever else is put here.
    void fallsBehind(Subscription seat) {
        behind.add(seat);
        wire.due();
    }

    /// Queues what the seats that fell behind have to give.
    void catchUp() {
        while (!behind.isEmpty()) {
            queue(next());
        }
    }

    /// The peer has taken most of it.
    void drained() {
        if (full) {
            full = false;
            fullOrNot.run();
        }
    }

    /// Nobody reads any more.
    void forget() {
        while (!behind.isEmpty()) {
            next().release();
        }
    }

    private ByteBuf next() {
        Subscription seat = behind.getLast();
        ByteBuf piece = seat.overdue();
        if (seat.upToDate()) {
            behind.removeLast();
        }
        return piece;
    }

    /// Frames that must arrive; takes the buffer over.
    void put(ByteBuf frames) {
        catchUp();
        queue(frames);
    }

    private void queue(ByteBuf frames) {
        int more = frames.readableBytes();
        if (wire.pending() + more > size) {
            frames.release();
            tooMuch();
        } else {
            wire.write(frames);
            if (!wire.keepsUp()) {
                all.grew(more);
                fill();
            }
        }
    }

    private void fill() {
        if (!full && wire.pending() > size / PARTS * FULL_PARTS) {
            full = true;
            fullOrNot.run();
        }
    }

    private void tooMuch() {
        wire.close(
                CloseCode.SLOW_READER.code(),
                "more than " + size + " bytes were waiting (parley.outbox.size); come back and resume");
    }

    /// Frames that a slow reader goes without; takes the buffer over.
    void putPassing(ByteBuf frames) {
        catchUp();
        if (wire.pending() + frames.readableBytes() > passingSize) {
            frames.release();
            meters.dropped();
        } else {
            wire.write(frames);
        }
    }

    void put(byte[] text) {
        catchUp();
        if (wire.open() && wire.pending() + text.length > size) {
            tooMuch();
        } else if (wire.open()) {
            if (text.length >= LARGE) {
                all.grew(text.length);
            }
            queue(FrameEncoder.text(text));
        }
    }
}
