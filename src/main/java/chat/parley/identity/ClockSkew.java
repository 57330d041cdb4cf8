package chat.parley.identity;

/// By how much the clock of whoever signs tokens may differ from the store's, as security.md tells operators.
final class ClockSkew {

    static final long SECONDS = 60;

    private ClockSkew() {}

    /// Whether this time is later than clocks differ. Unix seconds.
    static boolean ahead(long time, long now) {
        return time > now + SECONDS;
    }
}
