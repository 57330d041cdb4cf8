package chat.parley.session;

import chat.parley.limits.LimitsConfig;
import chat.parley.limits.TokenBucket;
import chat.parley.protocol.Command;
import chat.parley.protocol.Problem;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What commands one connection may give, and when its asking for more has become a flood ([RefusedCommands]). Used by
/// one
/// event loop.
final class Allowance {

    private final LimitsConfig limits;
    private final TokenBucket bucket;
    private @Nullable RefusedCommands refused;

    Allowance(LimitsConfig limits, long nanoTime) {
        this.limits = limits;
        this.bucket = new TokenBucket(limits.commandsPerSecond(), limits.commandsBurst(), nanoTime);
    }

    /// Takes `cost`; or says why not.
    ///
    /// @param key of the command ([CommandKey]), or `NONE` of what is none
    /// @param nanoTime now
    /// @param read as in [Flood#refused]
    Optional<Problem> take(long key, int cost, long nanoTime, long read) {
        return refused == null && bucket.take(Math.min(cost, limits.commandsBurst()), nanoTime)
                ? Optional.empty()
                : refused().take(key, cost, nanoTime, read);
    }

    private RefusedCommands refused() {
        RefusedCommands all = refused == null ? new RefusedCommands(limits, bucket) : refused;
        refused = all;
        return all;
    }

    /// Takes what turned out behind it: who comes next waits for it, too.
    void pay(int cost, long nanoTime) {
        bucket.book(cost, nanoTime);
    }

    /// Whether what was let through last is here again, because the store refused it.
    boolean again() {
        return refused != null && refused.again();
    }

    /// The store refused a command because of a rate of its own: it has paid here, and comes again for nothing.
    ///
    /// @param which command it is, counted in the order in which they came
    /// @param isAgain whether it was [#again]: then it has its place already
    /// @return its `after` as the client is to be told it
    Problem comesAgain(Command command, long which, boolean isAgain, Problem refusal, long nanoTime) {
        return refused().comesAgain(command, which, isAgain, refusal, nanoTime);
    }

    /// True when the last refusal was one too many.
    boolean flooded() {
        return refused != null && refused.flooded();
    }
}
