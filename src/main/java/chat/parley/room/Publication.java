package chat.parley.room;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import java.util.List;

/// Log events of one room that reach this pod in one turn, framed once for all sessions. Whoever hands it to another
/// event loop retains [#frames] for it.
///
/// @param common whether all users hear the same
/// @param forAll whether that is so for all of their sessions, too
record Publication(List<Line> lines, ByteBuf frames, boolean common, boolean forAll) {

    static Publication of(List<Line> lines) {
        boolean common = true;
        boolean forAll = true;
        for (Line line : lines) {
            common &= line.common();
            forAll &= line.leftOut().isEmpty();
        }
        return new Publication(List.copyOf(lines), framed(lines), common, common && forAll);
    }

    long first() {
        return lines.getFirst().seq();
    }

    long last() {
        return lines.getLast().seq();
    }

    boolean leavesOut(String session) {
        for (Line line : lines) {
            if (line.leftOut().equals(session)) {
                return true;
            }
        }
        return false;
    }

    /// The lines as frames; the caller owns the buffer.
    static ByteBuf framed(List<Line> lines) {
        int size = 0;
        for (Line line : lines) {
            size += line.length() + 10;
        }
        ByteBuf frames = PooledByteBufAllocator.DEFAULT.directBuffer(Math.max(size, 1));
        for (Line line : lines) {
            line.frameInto(frames);
        }
        return frames;
    }
}
