package chat.parley.limits;

/// A token bucket: sustained rate, burst. Used by one event loop; time is passed in.
public final class TokenBucket {

    private static final double NANOS = 1e9;

    private final double perSecond;
    private final double burst;
    private double left;
    private long last;

    /// @param nanoTime now, in the nanoseconds of one clock that all calls use
    public TokenBucket(double perSecond, double burst, long nanoTime) {
        this.perSecond = perSecond;
        this.burst = burst;
        this.left = burst;
        this.last = nanoTime;
    }

    /// Takes `cost`, or nothing if there is not enough.
    public boolean take(double cost, long nanoTime) {
        refill(nanoTime);
        if (left < cost) {
            return false;
        }
        left -= cost;
        return true;
    }

    /// Reserves `cost` even if there is not enough yet: others have to wait until it is refilled.
    ///
    /// @return when there is enough for it, by the same clock
    public long book(double cost, long nanoTime) {
        long due = due(cost, nanoTime);
        left -= cost;
        return due;
    }

    /// When there will be enough for `cost`, by the same clock.
    public long due(double cost, long nanoTime) {
        refill(nanoTime);
        return nanoTime + Math.round(Math.max(0, cost - left) / perSecond * NANOS);
    }

    /// Releases unused reservations: nothing has been used since `nanoTime`.
    public void unusedSince(long nanoTime, long now) {
        refill(now);
        left = Math.max(left, Math.min(burst, (now - nanoTime) / NANOS * perSecond));
    }

    private void refill(long nanoTime) {
        left = Math.min(burst, left + (nanoTime - last) / NANOS * perSecond);
        last = nanoTime;
    }

    /// Whether it is full: a new one would be the same.
    public boolean full(long nanoTime) {
        return left + (nanoTime - last) / NANOS * perSecond >= burst;
    }

    /// Milliseconds until `cost` can be taken.
    public long millisUntil(double cost) {
        return (long) Math.ceil(Math.max(0, Math.min(cost, burst) - left) / perSecond * 1_000);
    }
}
