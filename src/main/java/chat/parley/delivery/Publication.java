package chat.parley.delivery;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import java.util.List;

/// Log events of one room that reach this pod in one turn, framed once for all sessions. Whoever hands it to another
/// event loop retains [#frames] for it.
///
/// @param common whether all users hear the same
/// @param forAll whether that is so for all of their sessions, too
record Publication(List<LogEvent> lines, ByteBuf frames, boolean common, boolean forAll) {

    static Publication of(List<LogEvent> lines) {
        boolean common = true;
        boolean forAll = true;
        for (LogEvent line : lines) {
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
        for (LogEvent line : lines) {
            if (line.leftOut().equals(session)) {
                return true;
            }
        }
        return false;
    }

    /// The lines as frames; the caller owns the buffer.
    static ByteBuf framed(List<LogEvent> lines) {
        int size = 0;
        for (LogEvent line : lines) {
            size += line.length() + 10;
        }
        ByteBuf frames = PooledByteBufAllocator.DEFAULT.directBuffer(Math.max(size, 1));
        for (LogEvent line : lines) {
            line.frameInto(frames);
        }
        return frames;
    }
}
