package chat.parley.store;

import java.util.random.RandomGenerator;

/// Delays between attempts to connect: they double from 100 ms to 2 s, half of each is random, so that pods
/// do not reconnect in step. Not thread-safe.
public final class Backoff {

    private static final long FIRST_MS = 100;
    private static final long LONGEST_MS = 2_000;

    private final RandomGenerator random;
    private long next = FIRST_MS;

    public Backoff(RandomGenerator random) {
        this.random = random;
    }

    /// How long to wait before the next attempt, in milliseconds.
    public long nextMillis() {
        long wait = next / 2 + random.nextLong(next / 2 + 1);
        next = Math.min(LONGEST_MS, next * 2);
        return wait;
    }

    /// Starts again from the shortest delay, after a successful attempt.
    public void reset() {
        next = FIRST_MS;
    }
}
