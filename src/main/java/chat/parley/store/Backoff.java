package chat.parley.store;

import java.util.random.RandomGenerator;

/// Waiting times between attempts to connect: doubling from 100 ms to 2 s, half of it at random, so that pods do not
/// come back in step. Not for use by several threads at once.
public final class Backoff {

    private static final long FIRST_MS = 100;
    private static final long LONGEST_MS = 2_000;

    private final RandomGenerator random;
    private long next = FIRST_MS;

    /// `random` is handed in.
    public Backoff(RandomGenerator random) {
        this.random = random;
    }

    /// How long to wait before the next attempt, in milliseconds.
    public long nextMillis() {
        long wait = next / 2 + random.nextLong(next / 2 + 1);
        next = Math.min(LONGEST_MS, next * 2);
        return wait;
    }

    /// After success the next failure waits the first time again.
    public void reset() {
        next = FIRST_MS;
    }
}
