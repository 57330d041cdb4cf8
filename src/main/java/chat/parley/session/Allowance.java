package chat.parley.session;

import chat.parley.limits.LimitsConfig;
import chat.parley.limits.TokenBucket;
import chat.parley.protocol.Problem;
import java.util.Optional;

/// What commands one connection may give, and when its asking for more has become a flood. Used by one event loop.
final class Allowance {

    private final LimitsConfig limits;
    private final TokenBucket bucket;
    private final Flood flood = new Flood();
    private boolean flooded;

    Allowance(LimitsConfig limits, long nanoTime) {
        this.limits = limits;
        this.bucket = new TokenBucket(limits.commandsPerSecond(), limits.commandsBurst(), nanoTime);
    }

    /// Takes `cost`; or says why not, and takes nothing.
    Optional<Problem> take(int cost, long nanoTime) {
        if (bucket.take(cost, nanoTime)) {
            return Optional.empty();
        }
        flooded = flood.oneMore(nanoTime);
        return Optional.of(Problem.rateLimited(
                "expected at most " + limits.commandsPerSecond()
                        + " commands a second (parley.limits.commands-per-second, parley.limits.commands-burst)",
                bucket.millisUntil(cost)));
    }

    /// True when the last refusal was one too many.
    boolean flooded() {
        return flooded;
    }
}
