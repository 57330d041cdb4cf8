package chat.parley.session;

/// How much of something may be used: so much lastingly, so much at once. Used by one event loop; time is handed in.
final class TokenBucket {

    private static final double NANOS = 1e9;

    private final double perSecond;
    private final double burst;
    private double left;
    private long last;

    TokenBucket(double perSecond, double burst, long nanoTime) {
        this.perSecond = perSecond;
        this.burst = burst;
        this.left = burst;
        this.last = nanoTime;
    }

    /// Takes `cost`, or nothing when there is not enough.
    boolean take(double cost, long nanoTime) {
        left = Math.min(burst, left + (nanoTime - last) / NANOS * perSecond);
        last = nanoTime;
        if (left < cost) {
            return false;
        }
        left -= cost;
        return true;
    }

    /// Milliseconds until `cost` can be taken.
    long millisUntil(double cost) {
        return (long) Math.ceil(Math.max(0, Math.min(cost, burst) - left) / perSecond * 1_000);
    }
}
