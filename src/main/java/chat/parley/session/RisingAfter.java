package chat.parley.session;

import java.util.concurrent.TimeUnit;

/// Keeps the `after` values of queued commands in order even if some refusals are delayed on the way and read
/// together with later ones: each counts from the moment at which it is read. Used by one event loop.
final class RisingAfter {

    /// How long a refusal may be delayed.
    private static final long MAX_DELAY_MS = 1_000;

    private long last;
    private long at;
    private long latest;

    /// Returns `after`, or up to a second more. Refusals may be sent in another order than their commands:
    /// one that was overtaken is not raised to the value of a later command.
    ///
    /// @param which number of the command, in the order of arrival
    /// @param after milliseconds from now
    /// @param nanoTime now
    long next(long which, long after, long nanoTime) {
        if (which < latest) {
            return after;
        }
        latest = which;
        long least = over(nanoTime) ? after : Math.min(last + 1, after + MAX_DELAY_MS);
        last = Math.max(after, least);
        at = nanoTime;
        return last;
    }

    /// Nothing waits any more.
    void clear() {
        last = 0;
    }

    /// Whether the last refusal has been read by now.
    boolean over(long nanoTime) {
        return TimeUnit.NANOSECONDS.toMillis(nanoTime - at) > MAX_DELAY_MS;
    }
}
