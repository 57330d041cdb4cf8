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

    /// `after`, or a little more.
    ///
    /// @param after milliseconds from now
    /// @param nanoTime now
    long next(long after, long nanoTime) {
        long elapsed = TimeUnit.NANOSECONDS.toMillis(nanoTime - at);
        long least = last + 1 - Math.max(0, elapsed - HELD_UP_MS);
        last = Math.max(after, least);
        at = nanoTime;
        return last;
    }

    /// Whether all that were told to wait have had their time.
    boolean over(long nanoTime) {
        return TimeUnit.NANOSECONDS.toMillis(nanoTime - at) > last + HELD_UP_MS;
    }
}
