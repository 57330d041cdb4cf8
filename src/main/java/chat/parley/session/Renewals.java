package chat.parley.session;

import chat.parley.limits.LimitsConfig;
import chat.parley.limits.TokenBucket;
import chat.parley.protocol.Problem;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// What the renewals of one user may cost this pod and the store, over all of the user's connections: the
/// allowance of each connection alone would multiply with their number. A few whole catch-ups are free, and
/// as many again each minute. Several users behind one public address have more together. First `hello`s are
/// not counted. Thread-safe.
final class Renewals {

    /// In bursts of a connection: a burst is the most that one renewal costs before its events are known.
    private static final int BURSTS = 6;

    private static final int ADDRESS = 4;
    private static final double SECONDS = 60;
    private static final int MOST_KEPT = 10_000;

    private final LimitsConfig limits;
    private final LongSupplier nanoTime;
    private final Map<String, TokenBucket> buckets = new HashMap<>();

    /// @param nanoTime as [System#nanoTime]
    Renewals(LimitsConfig limits, LongSupplier nanoTime) {
        this.limits = limits;
        this.nanoTime = nanoTime;
    }

    /// Takes the cost, or nothing and returns the refusal.
    synchronized Optional<Problem> take(String user, String address, int cost) {
        long now = nanoTime.getAsLong();
        int price = Math.min(cost, limits.commandsBurst());
        List<TokenBucket> both = buckets(user, address, now);
        long due = both.stream()
                .mapToLong(bucket -> bucket.due(price, now) - now)
                .max()
                .orElse(0);
        if (due > 0) {
            return Optional.of(Problem.rateLimited(
                    "expected renewals by one user, or one address, that cost no more than " + BURSTS
                            + " bursts of commands a minute (parley.limits.commands-burst)",
                    TimeUnit.NANOSECONDS.toMillis(due) + 1));
        }
        both.forEach(bucket -> bucket.take(price, now));
        return Optional.empty();
    }

    /// Charges what is known only afterwards.
    synchronized void pay(String user, String address, int cost) {
        long now = nanoTime.getAsLong();
        buckets(user, address, now).forEach(bucket -> bucket.book(cost, now));
    }

    private List<TokenBucket> buckets(String user, String address, long now) {
        TokenBucket own = bucket("user " + user, 1, now);
        return PublicAddress.is(address) ? List.of(own, bucket("address " + address, ADDRESS, now)) : List.of(own);
    }

    private TokenBucket bucket(String whose, int share, long now) {
        if (buckets.size() > MOST_KEPT) {
            buckets.values().removeIf(bucket -> bucket.full(now));
        }
        double burst = (double) share * BURSTS * limits.commandsBurst();
        return buckets.computeIfAbsent(whose, _ -> new TokenBucket(burst / SECONDS, burst, now));
    }
}
