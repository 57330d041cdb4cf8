package chat.parley.session;

import chat.parley.limits.CommandRate;
import chat.parley.limits.TokenBucket;
import chat.parley.protocol.Command;
import chat.parley.protocol.Problem;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How many commands one connection may send, and when its excess has become a flood ([RefusedCommands]).
/// Used by one event loop.
final class Allowance {

    private final CommandRate rate;
    private final TokenBucket bucket;
    private @Nullable RefusedCommands refused;

    Allowance(CommandRate rate, long nanoTime) {
        this.rate = rate;
        this.bucket = new TokenBucket(rate.perSecond(), rate.burst(), nanoTime);
    }

    /// Takes `cost`, or returns the refusal.
    ///
    /// @param key of the command ([CommandKey]), or `NONE` for what is not a command
    /// @param nanoTime now
    /// @param read as in [Flood#refused]
    Optional<Problem> take(long key, int cost, long nanoTime, long read) {
        int price = Math.min(cost, rate.burst());
        return refused == null && bucket.take(price, nanoTime)
                ? Optional.empty()
                : refused().take(key, price, nanoTime, read);
    }

    private RefusedCommands refused() {
        RefusedCommands current = refused == null ? new RefusedCommands(rate, bucket) : refused;
        refused = current;
        return current;
    }

    /// Charges a cost that is known only afterwards; later commands wait for it, too.
    void pay(int cost, long nanoTime) {
        bucket.book(cost, nanoTime);
    }

    /// Whether the command let through last is a retry of one that the store refused.
    boolean isRetry() {
        return refused != null && refused.isRetry();
    }

    /// The store refused a command because of its own rate limit: it has been paid for here, and its retry
    /// costs nothing.
    ///
    /// @param which number of the command, in the order of arrival
    /// @param retry whether it was [#isRetry]: then it already has its place
    /// @return the refusal with the `after` to send to the client
    Problem reserveRetry(Command command, long which, boolean retry, Problem refusal, long nanoTime) {
        return refused().reserveRetry(command, which, retry, refusal, nanoTime);
    }

    /// Whether the last refusal made it a flood.
    boolean flooded() {
        return refused != null && refused.flooded();
    }
}
