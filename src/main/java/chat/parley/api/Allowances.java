package chat.parley.api;

import chat.parley.limits.CommandRate;
import chat.parley.limits.LimitsConfig;
import chat.parley.limits.TokenBucket;
import chat.parley.protocol.Problem;
import chat.parley.protocol.User;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/// How often each user may send requests to this pod over HTTP: as often as a connection may send read
/// commands (protocol.md section 9), so that HTTP is no way around the limit. Thread-safe.
@Singleton
final class Allowances {

    /// The cost of `history`, `members` and `rooms` on the socket, too.
    private static final int COST = 5;
    /// Clean-up iterates over all users, and an unused bucket costs next to nothing.
    private static final long CLEANUP_NANOS = 60_000_000_000L;

    private final LimitsConfig limits;
    private final LongSupplier nanoTime;
    private final Map<String, TokenBucket> buckets = new ConcurrentHashMap<>();
    private volatile long lastCleanup;

    @Inject
    Allowances(LimitsConfig limits) {
        this(limits, System::nanoTime);
    }

    Allowances(LimitsConfig limits, LongSupplier nanoTime) {
        this.limits = limits;
        this.nanoTime = nanoTime;
        this.lastCleanup = nanoTime.getAsLong();
    }

    /// Counts a request that reads.
    ///
    /// @throws Problem `rate_limited`, with the time to wait
    void use(User user) {
        use(user, COST);
    }

    /// Counts what costs as much on the socket.
    ///
    /// @throws Problem `rate_limited`, with the time to wait
    void use(User user, int cost) {
        long now = nanoTime.getAsLong();
        CommandRate rate = CommandRate.of(user.id(), limits);
        int price = Math.min(cost, rate.burst());
        forgetIdle(now);
        buckets.compute(user.id(), (_, existing) -> {
            TokenBucket bucket = existing == null ? new TokenBucket(rate.perSecond(), rate.burst(), now) : existing;
            if (!bucket.take(price, now)) {
                throw refusal(rate, price, bucket.millisUntil(price));
            }
            return bucket;
        });
    }

    /// How many users have a bucket.
    int size() {
        return buckets.size();
    }

    private static Problem refusal(CommandRate rate, int price, long after) {
        return Problem.rateLimited(
                "expected requests within " + rate.perSecond() + " a second and " + rate.burst()
                        + " at once, this one counting " + price + " (" + rate.settings() + ")",
                after);
    }

    private void forgetIdle(long now) {
        if (now - lastCleanup > CLEANUP_NANOS) {
            lastCleanup = now;
            buckets.keySet()
                    .forEach(user -> buckets.computeIfPresent(user, (_, bucket) -> bucket.full(now) ? null : bucket));
        }
    }
}
