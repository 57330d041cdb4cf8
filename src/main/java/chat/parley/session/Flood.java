package chat.parley.session;

import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;

/// Detects a client that ignores `rate_limited`: 500 commands within 10 s that arrived before the `after` of
/// a refusal was over, and were refused, close the connection with 4004 (protocol.md section 8). A client is
/// taken to know a refusal one second later; what arrived before may have been sent without knowing. Used by
/// one event loop.
final class Flood {

    private static final int MOST = 500;
    private static final long WINDOW_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final long UNKNOWN_NANOS = TimeUnit.SECONDS.toNanos(1);
    /// Refusals this close together are kept as a single one, known when the last of them is.
    private static final long SLICE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private static final class Slice {
        private final long knownAt;
        private long over;

        private Slice(long knownAt, long over) {
            this.knownAt = knownAt;
            this.over = over;
        }
    }

    private final ArrayDeque<Slice> unknown = new ArrayDeque<>(0);
    private boolean waiting;
    private long over;
    private long began;
    private int count;

    /// Counts a `rate_limited`; true when it makes a flood.
    ///
    /// @param nanoTime now
    /// @param read now, by a clock that stands still while nothing is read from the connection
    /// @param due when its `after` is over
    boolean refused(long nanoTime, long read, long due) {
        learn(read);
        boolean tooEarly = waiting && nanoTime - over < 0;
        remember(read, due);
        return tooEarly && oneMore(nanoTime);
    }

    private void learn(long read) {
        for (Slice first = unknown.peek(); first != null && first.knownAt - read <= 0; first = unknown.peek()) {
            unknown.remove();
            over = !waiting || first.over - over > 0 ? first.over : over;
            waiting = true;
        }
    }

    private void remember(long read, long due) {
        Slice last = unknown.peekLast();
        if (last == null || read + UNKNOWN_NANOS - last.knownAt > 0) {
            unknown.add(new Slice(read + UNKNOWN_NANOS + SLICE_NANOS, due));
        } else if (due - last.over > 0) {
            last.over = due;
        }
    }

    private boolean oneMore(long nanoTime) {
        if (count == 0 || nanoTime - began > WINDOW_NANOS) {
            began = nanoTime;
            count = 0;
        }
        return ++count >= MOST;
    }
}
