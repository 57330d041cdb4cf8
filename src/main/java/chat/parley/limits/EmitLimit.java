package chat.parley.limits;

import chat.parley.protocol.Problem;

/// What a user hears whose passing events weigh more than they may.
public final class EmitLimit {

    private EmitLimit() {}

    /// The refusal, `rate_limited`, which names the settings.
    ///
    /// @param after milliseconds to wait
    public static Problem exceeded(LimitsConfig limits, long after) {
        return Problem.rateLimited(
                "expected at most " + limits.emitBytesPerSecond().asLongValue()
                        + " bytes a second to all listeners together (parley.limits.emit-bytes-per-second,"
                        + " parley.limits.emit-bytes-burst)",
                after);
    }
}
