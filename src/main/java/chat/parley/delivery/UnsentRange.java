package chat.parley.delivery;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;

/// What one session of a room was not written yet: from where to where on the tape. Belongs to its event loop.
final class UnsentRange {

    private @Nullable BroadcastBuffer first;
    private @Nullable BroadcastBuffer last;
    private int from;
    private int until;

    boolean isEmpty() {
        return first == null;
    }

    /// What stands at the end of the tape from `at` on is overdue, too.
    void add(BroadcastBuffer tape, int at) {
        if (first == null) {
            first = tape;
            from = at;
            tape.hold();
        }
        last = tape;
        until = tape.end();
    }

    /// The next piece of it, which the caller owns: mostly all there is.
    ByteBuf take() {
        BroadcastBuffer begun = first;
        if (begun == null) {
            return Unpooled.EMPTY_BUFFER;
        }
        if (begun == last) {
            ByteBuf piece = begun.piece(from, until);
            begun.letGo();
            first = null;
            last = null;
            return piece;
        }
        ByteBuf piece = begun.piece(from, begun.end());
        first = begun.turn();
        from = 0;
        return piece;
    }
}
