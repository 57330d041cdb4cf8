package chat.parley.api;

import chat.parley.limits.LimitsConfig;
import chat.parley.limits.TokenBucket;
import chat.parley.protocol.Problem;
import chat.parley.protocol.User;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/// How often each user may ask this pod over HTTP: as often as one connection may look (protocol.md section 9), so that
/// HTTP is no way around the limit. Thread-safe.
@Singleton
final class Allowances {

    /// What `history`, `members` and `rooms` cost on the socket, too.
    private static final int COST = 5;
    /// Forgetting costs a walk over all users, and an unused bucket costs next to nothing.
    private static final long FORGETTING_NANOS = 60_000_000_000L;

    private final LimitsConfig limits;
    private final LongSupplier nanoTime;
    private final Map<String, TokenBucket> buckets = new ConcurrentHashMap<>();
    private volatile long forgot;

    @Inject
    Allowances(LimitsConfig limits) {
        this(limits, System::nanoTime);
    }

    Allowances(LimitsConfig limits, LongSupplier nanoTime) {
        this.limits = limits;
        this.nanoTime = nanoTime;
        this.forgot = nanoTime.getAsLong();
    }

    /// One more request.
    ///
    /// @throws Problem `rate_limited`, with the time to wait
    void use(User user) {
        long now = nanoTime.getAsLong();
        forgetIdle(now);
        buckets.compute(user.id(), (_, known) -> {
            TokenBucket bucket = known == null ? fresh(now) : known;
            if (!bucket.take(COST, now)) {
                throw refusal(bucket.millisUntil(COST));
            }
            return bucket;
        });
    }

    /// How many users are remembered.
    int size() {
        return buckets.size();
    }

    private TokenBucket fresh(long now) {
        return new TokenBucket(limits.commandsPerSecond(), limits.commandsBurst(), now);
    }

    private Problem refusal(long after) {
        return Problem.rateLimited(
                "expected requests within " + limits.commandsPerSecond() + " a second and " + limits.commandsBurst()
                        + " at once, each counting " + COST
                        + " (parley.limits.commands-per-second, parley.limits.commands-burst)",
                after);
    }

    private void forgetIdle(long now) {
        if (now - forgot > FORGETTING_NANOS) {
            forgot = now;
            buckets.keySet().forEach(user -> buckets.computeIfPresent(user, (_, one) -> one.full(now) ? null : one));
        }
    }
}
