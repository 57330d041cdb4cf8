package chat.parley.session;

import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// Spreads retries: each refused client gets a retry time of its own, paced at the current service rate, so
/// that no retry is in vain and there is no thundering herd. Thread-safe.
final class RetrySchedule {

    /// Three fifths of the reply deadline: what starts by then can still finish.
    private static final long MAX_WAIT_NANOS = TimeUnit.SECONDS.toNanos(3);

    /// A client that retries a little too early still waits for less than the limit, and a pod that has just
    /// started speeds up meanwhile.
    private static final long EARLY_NANOS = TimeUnit.SECONDS.toNanos(2);

    private static final long LATEST_NANOS = TimeUnit.SECONDS.toNanos(5);

    /// The weight of the latest sample in the mean time between two completions.
    private static final double WEIGHT = 0.05;

    private final LongSupplier nanoTime;
    private double gap;
    private long lastDone;
    private long next;

    /// @param nanoTime as [System#nanoTime]
    RetrySchedule(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.lastDone = nanoTime.getAsLong();
        this.next = lastDone;
    }

    /// While the queue is empty, the time between two completions says nothing about the service rate.
    synchronized void queueBegins() {
        lastDone = nanoTime.getAsLong();
    }

    /// Records a completion; called only while others wait.
    synchronized void oneIsThrough() {
        long now = nanoTime.getAsLong();
        gap += WEIGHT * (now - lastDone - gap);
        lastDone = now;
    }

    /// Milliseconds until the retry; empty for a client that can wait until so many others are done.
    synchronized OptionalLong insteadOfWaitingFor(int others) {
        double wait = others * gap;
        if (wait <= MAX_WAIT_NANOS) {
            return OptionalLong.empty();
        }
        long now = nanoTime.getAsLong();
        long soonest = now + (long) wait - EARLY_NANOS;
        next = next - soonest < 0 ? soonest : next + (long) gap;
        if (next - now > LATEST_NANOS) {
            next = now + EARLY_NANOS;
        }
        return OptionalLong.of(TimeUnit.NANOSECONDS.toMillis(next - now));
    }
}
