package chat.parley.delivery;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;

/// The part of the broadcast buffers that a session was not sent yet. Confined to the session's event loop.
final class UnsentRange {

    private @Nullable BroadcastBuffer first;
    private @Nullable BroadcastBuffer last;
    private int from;
    private int until;

    boolean isEmpty() {
        return first == null;
    }

    /// Adds the end of the buffer, from `at` on.
    void add(BroadcastBuffer buffer, int at) {
        if (first == null) {
            first = buffer;
            from = at;
            buffer.hold();
        }
        last = buffer;
        until = buffer.end();
    }

    /// Takes the next slice, usually the whole range; the caller owns it.
    ByteBuf take() {
        BroadcastBuffer current = first;
        if (current == null) {
            return Unpooled.EMPTY_BUFFER;
        }
        if (current == last) {
            ByteBuf piece = current.piece(from, until);
            current.release();
            first = null;
            last = null;
            return piece;
        }
        ByteBuf piece = current.piece(from, current.end());
        first = current.turn();
        from = 0;
        return piece;
    }
}
