package chat.parley.session;

import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// When one is to come again who finds too many before him: each at a time of his own, one after the other as fast as
/// they get through at present, so that nobody comes for nothing and no herd comes back. Thread-safe.
final class RetrySchedule {

    /// Two thirds of the time in which a command is answered: what is begun then can still be done.
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(3);

    /// Who comes a little too early still waits for less than that. A pod that has just started gets faster meanwhile.
    private static final long EARLY_NANOS = TimeUnit.SECONDS.toNanos(2);

    private static final long LATEST_NANOS = TimeUnit.SECONDS.toNanos(5);

    /// The weight of the latest in the mean time between two who get through.
    private static final double WEIGHT = 0.05;

    private final LongSupplier nanoTime;
    private double gap;
    private long through;
    private long next;

    /// @param nanoTime as [System#nanoTime]
    RetrySchedule(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.through = nanoTime.getAsLong();
        this.next = through;
    }

    /// Where nobody waits, the time between two says nothing of how fast they could be.
    synchronized void queueBegins() {
        through = nanoTime.getAsLong();
    }

    /// Said while others wait.
    synchronized void oneIsThrough() {
        long now = nanoTime.getAsLong();
        gap += WEIGHT * (now - through - gap);
        through = now;
    }

    /// In how many milliseconds to come again; empty for one who can wait until so many were let in before him.
    synchronized OptionalLong insteadOfWaitingFor(int others) {
        double wait = others * gap;
        if (wait <= PATIENCE_NANOS) {
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
