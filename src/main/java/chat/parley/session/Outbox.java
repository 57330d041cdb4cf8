package chat.parley.session;

import chat.parley.protocol.CloseCode;
import chat.parley.room.Seat;
import chat.parley.wire.Frames;
import chat.parley.wire.Wire;
import io.netty.buffer.ByteBuf;
import java.util.ArrayList;

/// What waits for one connection, bounded in bytes with two marks: beyond the lower one passing events are dropped,
/// beyond the upper one the connection is closed with 4002 and the client comes back and resumes (protocol.md section
/// 9). Belongs to the connection's event loop.
final class Outbox {

    private final Wire wire;
    private final long size;
    private final long passingSize;
    private final SessionMeters meters;
    private final ArrayList<Seat> behind = new ArrayList<>(0);

    Outbox(Wire wire, OutboxConfig config, SessionMeters meters) {
        this.wire = wire;
        this.size = config.size().asLongValue();
        this.passingSize = config.passingSize().asLongValue();
        this.meters = meters;
    }

    /// The seat's frames go out at the wire's turn, or before whatever else is put here.
    void fallsBehind(Seat seat) {
        behind.add(seat);
        wire.due();
    }

    /// Queues what the seats that fell behind have to give.
    void catchUp() {
        while (!behind.isEmpty()) {
            queue(next());
        }
    }

    /// Nobody reads any more.
    void forget() {
        while (!behind.isEmpty()) {
            next().release();
        }
    }

    private ByteBuf next() {
        Seat seat = behind.getLast();
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
        if (wire.pending() + frames.readableBytes() > size) {
            frames.release();
            wire.close(
                    CloseCode.SLOW_READER.code(),
                    "more than " + size + " bytes were waiting (parley.outbox.size); come back and resume");
        } else {
            wire.write(frames);
        }
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
        put(Frames.text(text));
    }
}
