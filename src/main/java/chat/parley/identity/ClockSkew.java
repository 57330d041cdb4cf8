package chat.parley.identity;

/// How far the clock of a token's issuer may differ from the store's (see security.md).
final class ClockSkew {

    static final long SECONDS = 60;
    static final long MILLIS = 1_000 * SECONDS;

    private ClockSkew() {}

    /// Whether this time is in the future by more than the allowed skew. Unix seconds.
    static boolean ahead(long time, long now) {
        return time > now + SECONDS;
    }
}
