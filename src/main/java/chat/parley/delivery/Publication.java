package chat.parley.delivery;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import java.util.List;

/// Log events of a room that reach this pod in one turn of the event loop, framed once for all sessions. To
/// hand it over to another event loop, retain [#frames] for that loop.
///
/// @param common whether all users get the same
/// @param forAll whether all of their sessions do, too
record Publication(List<LogEvent> events, ByteBuf frames, boolean common, boolean forAll) {

    static Publication of(List<LogEvent> events) {
        boolean common = true;
        boolean forAll = true;
        for (LogEvent event : events) {
            common &= event.common();
            forAll &= event.leftOut().isEmpty();
        }
        return new Publication(List.copyOf(events), framed(events), common, common && forAll);
    }

    long first() {
        return events.getFirst().seq();
    }

    long last() {
        return events.getLast().seq();
    }

    boolean leavesOut(String session) {
        for (LogEvent event : events) {
            if (event.leftOut().equals(session)) {
                return true;
            }
        }
        return false;
    }

    /// The events as frames; the caller owns the buffer.
    static ByteBuf framed(List<LogEvent> events) {
        int size = 0;
        for (LogEvent event : events) {
            size += event.length() + 10;
        }
        ByteBuf frames = PooledByteBufAllocator.DEFAULT.directBuffer(Math.max(size, 1));
        for (LogEvent event : events) {
            event.frameInto(frames);
        }
        return frames;
    }
}
