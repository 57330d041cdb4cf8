package chat.parley.delivery;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import org.jspecify.annotations.Nullable;

/// What was said in a room and is not yet written to all of its sessions: frames in a row in one buffer, so that a
/// session whose turn comes takes all that it missed in one piece, or a few large ones, however many publications
/// that are. Nothing is made for a session before its turn. Freed when the last who stands on it has taken his piece.
/// Belongs to one event loop.
final class BroadcastBuffer {

    /// A tape that goes on for longer is continued on another, so that what all have taken is freed.
    private static final int LONGEST = 64 << 10;

    private static final int SMALLEST = 4 << 10;

    private ByteBuf frames;
    /// What other event loops read, too, is not written into.
    private boolean shared = true;
    private @Nullable BroadcastBuffer next;
    private int holders = 1;

    /// Begins with these frames and takes them over; held once, by the caller.
    BroadcastBuffer(ByteBuf frames) {
        this.frames = frames;
    }

    int end() {
        return frames.writerIndex();
    }

    void hold() {
        holders++;
    }

    void letGo() {
        BroadcastBuffer tape = this;
        while (tape != null && --tape.holders == 0) {
            tape.frames.release();
            tape = tape.next;
        }
    }

    /// The tape that these frames stand at the end of, held for the caller; takes them over. That is this one, another
    /// that continues it, or, when nobody reads this one any more, a new one.
    BroadcastBuffer followedBy(ByteBuf more) {
        if (holders == 0) {
            return new BroadcastBuffer(more);
        }
        if (end() + more.readableBytes() > LONGEST) {
            BroadcastBuffer continued = new BroadcastBuffer(more);
            next = continued;
            continued.hold();
            return continued;
        }
        append(more);
        hold();
        return this;
    }

    private void append(ByteBuf more) {
        int size = end() + more.readableBytes();
        if (shared || size > frames.capacity()) {
            ByteBuf larger = PooledByteBufAllocator.DEFAULT.directBuffer(Math.max(SMALLEST, 2 * size));
            larger.writeBytes(frames, 0, end());
            frames.release();
            frames = larger;
            shared = false;
        }
        frames.writeBytes(more, more.readerIndex(), more.readableBytes());
        more.release();
    }

    /// What stands from a place to another; the caller owns it.
    ByteBuf piece(int from, int until) {
        return frames.retainedSlice(from, until - from);
    }

    /// The tape that continues this one, if any does, held for the caller, who lets go of this one.
    @Nullable
    BroadcastBuffer turn() {
        BroadcastBuffer continued = next;
        if (continued != null) {
            continued.hold();
        }
        letGo();
        return continued;
    }
}
