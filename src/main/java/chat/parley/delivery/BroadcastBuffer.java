package chat.parley.delivery;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import org.jspecify.annotations.Nullable;

/// Frames of a room that are not yet written to all of its sessions, concatenated in one buffer, so that a
/// session takes all that it was not sent in one slice, or a few large ones, however many publications that
/// is. Allocates nothing per session before it takes its slice. Freed when the last holder has taken its
/// slice. Confined to an event loop.
final class BroadcastBuffer {

    /// A longer buffer is continued by another, so that frames that all sessions have taken can be freed.
    private static final int LONGEST = 64 << 10;

    private static final int SMALLEST = 4 << 10;

    private ByteBuf frames;
    /// Whether other event loops read the frames, too; then they are copied before appending.
    private boolean shared = true;
    private @Nullable BroadcastBuffer next;
    private int holders = 1;

    /// Starts with these frames, whose reference it takes over; held once, by the caller.
    BroadcastBuffer(ByteBuf frames) {
        this.frames = frames;
    }

    int end() {
        return frames.writerIndex();
    }

    void hold() {
        holders++;
    }

    void release() {
        BroadcastBuffer buffer = this;
        while (buffer != null && --buffer.holders == 0) {
            buffer.frames.release();
            buffer = buffer.next;
        }
    }

    /// Appends frames, whose reference it takes over, and returns the buffer that ends with them, held for
    /// the caller: this one, one that continues it, or, if this one has no holders, a new one.
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

    /// A slice of the frames; the caller owns it.
    ByteBuf piece(int from, int until) {
        return frames.retainedSlice(from, until - from);
    }

    /// Releases this buffer and returns the one that continues it, if any, held for the caller.
    @Nullable
    BroadcastBuffer turn() {
        BroadcastBuffer continued = next;
        if (continued != null) {
            continued.hold();
        }
        release();
        return continued;
    }
}
