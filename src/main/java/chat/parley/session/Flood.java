package chat.parley.session;

import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;

/// Notices a client that does not heed `rate_limited`: 500 commands within 10 s that were refused and came before the
/// `after` of a refusal was over end the connection with 4004 (protocol.md section 8). A refusal is known to the client
/// a second later; what came before that it may have sent without knowing. Used by one event loop.
final class Flood {

    private static final int MOST = 500;
    private static final long WINDOW_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final long UNKNOWN_NANOS = TimeUnit.SECONDS.toNanos(1);
    /// Refusals so close to each other are remembered as one, known with the last of them.
    private static final long SLICE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private static final class Slice {
        private final long known;
        private long over;

        private Slice(long known, long over) {
            this.known = known;
            this.over = over;
        }
    }

    private final ArrayDeque<Slice> unknown = new ArrayDeque<>(0);
    private boolean waits;
    private long over;
    private long began;
    private int count;

    /// One more `rate_limited`; true when it is one too many.
    ///
    /// @param nanoTime now
    /// @param read now, by a clock that stands still while nothing is read from the connection
    /// @param due when its `after` is over
    boolean refused(long nanoTime, long read, long due) {
        learn(read);
        boolean heedless = waits && nanoTime - over < 0;
        remember(read, due);
        return heedless && oneMore(nanoTime);
    }

    private void learn(long read) {
        for (Slice first = unknown.peek(); first != null && first.known - read <= 0; first = unknown.peek()) {
            unknown.remove();
            over = !waits || first.over - over > 0 ? first.over : over;
            waits = true;
        }
    }

    private void remember(long read, long due) {
        Slice last = unknown.peekLast();
        if (last == null || read + UNKNOWN_NANOS - last.known > 0) {
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
