package chat.parley.admission;

import java.util.function.Consumer;

/// A line of the log that anybody may cause: written at once, then once a minute at most for as long as there is more
/// to tell, with how often it was and the last example. Nothing is lost but the examples between. Thread-safe.
final class ThrottledLine {

    static final long MINUTE_MS = 60_000;

    private final Consumer<Runnable> inAMinute;
    private final Sink sink;
    private boolean waiting;
    private long held;
    private String last = "";

    /// One that has nothing to tell yet.
    ///
    /// @param inAMinute runs what it is given a minute later
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

    /// Where the line goes.
    interface Sink {
        /// Writes it.
        ///
        /// @param times how often since the line before
        void write(long times, String last);
    }
}
