package chat.parley.admission;

import java.util.function.Consumer;

/// A log line that any client can cause: written at once, then at most once a minute while there are more,
/// with their number and the last example. Only the examples in between are lost. Thread-safe.
final class ThrottledLine {

    static final long MINUTE_MS = 60_000;

    private final Consumer<Runnable> inAMinute;
    private final Sink sink;
    private boolean waiting;
    private long held;
    private String last = "";

    /// Creates a line with nothing to report yet.
    ///
    /// @param inAMinute runs its argument a minute later
    ThrottledLine(Consumer<Runnable> inAMinute, Sink sink) {
        this.inAMinute = inAMinute;
        this.sink = sink;
    }

    void add(String example) {
        if (!hold(example)) {
            write(1, example);
        }
    }

    private synchronized boolean hold(String example) {
        if (!waiting) {
            waiting = true;
            return false;
        }
        held++;
        last = example;
        return true;
    }

    private void write(long times, String example) {
        inAMinute.accept(this::minuteOver);
        sink.write(times, example);
    }

    private void minuteOver() {
        long times;
        String example;
        synchronized (this) {
            times = held;
            example = last;
            held = 0;
            last = "";
            waiting = times > 0;
        }
        if (times > 0) {
            write(times, example);
        }
    }

    /// Where the line is written.
    interface Sink {
        /// Writes it.
        ///
        /// @param times occurrences since the line before
        void write(long times, String last);
    }
}
