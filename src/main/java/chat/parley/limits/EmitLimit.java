package chat.parley.limits;

import chat.parley.protocol.Problem;

/// The refusal of a user whose ephemeral events exceed their byte rate.
public final class EmitLimit {

    private EmitLimit() {}

    /// A `rate_limited` that names the settings.
    ///
    /// @param after milliseconds to wait
    public static Problem exceeded(LimitsConfig limits, long after) {
        return Problem.rateLimited(
                "expected at most " + limits.emitBytesPerSecond().asLongValue()
                        + " bytes a second to all recipients together (parley.limits.emit-bytes-per-second,"
                        + " parley.limits.emit-bytes-burst)",
                after);
    }
}
