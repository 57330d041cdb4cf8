package chat.parley.room;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;

/// What one session of a room was not written yet: from where to where on the tape. Belongs to its event loop.
final class Overdue {

    private @Nullable Tape first;
    private @Nullable Tape last;
    private int from;
    private int until;

    boolean isEmpty() {
        return first == null;
    }

    /// What stands at the end of the tape from `at` on is overdue, too.
    void add(Tape tape, int at) {
        if (first == null) {
            first = tape;
            from = at;
            tape.hold();
        }
        last = tape;
        until = tape.end();
    }

    /// All of it in one piece, which the caller owns.
    ByteBuf take() {
        Tape begun = first;
        Tape ended = last;
        if (begun == null || ended == null) {
            return Unpooled.EMPTY_BUFFER;
        }
        first = null;
        last = null;
        ByteBuf piece = begun.piece(from, ended, until);
        begun.letGo();
        return piece;
    }
}
