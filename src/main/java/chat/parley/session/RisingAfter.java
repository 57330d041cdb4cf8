package chat.parley.session;

import java.util.concurrent.TimeUnit;

/// Keeps the `after` values of commands that wait one behind the other in their order, also when some of the refusals
/// are held up on their way and read together with later ones: each counts from the moment at which it is read. Used by
/// one event loop.
final class RisingAfter {

    /// For how long a refusal may be held up.
    private static final long HELD_UP_MS = 1_000;

    private long last;
    private long at;
    private long latest;

    /// `after`, or up to a second more. Refusals may come in another order than their commands: one that was
    /// overtaken is not held to what was said of a later command.
    ///
    /// @param which command it is, counted in the order in which they came
    /// @param after milliseconds from now
    /// @param nanoTime now
    long next(long which, long after, long nanoTime) {
        if (which < latest) {
            return after;
        }
        latest = which;
        long least = over(nanoTime) ? after : Math.min(last + 1, after + HELD_UP_MS);
        last = Math.max(after, least);
        at = nanoTime;
        return last;
    }

    /// Nobody waits any more.
    void clear() {
        last = 0;
    }

    /// Whether the last refusal has been read by now.
    boolean over(long nanoTime) {
        return TimeUnit.NANOSECONDS.toMillis(nanoTime - at) > HELD_UP_MS;
    }
}
