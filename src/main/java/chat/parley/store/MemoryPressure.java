package chat.parley.store;

/// How full the store's memory is, and how much each user may therefore still add. Thread-safe.
final class MemoryPressure {

    /// Below this share there is no limit.
    private static final double CALM = 0.8;
    /// From this share on everybody has the smallest allowance.
    private static final double TIGHT = 0.95;
    /// The allowance at [#CALM]: roughly what a user may add within an hour.
    private static final double MOST = 64 << 20;

    private static final double LEAST = 64 << 10;

    private volatile double share;

    void holds(StoreMemory memory) {
        share = memory.share();
    }

    /// A user may add more only if they added at most this many bytes within the last hour; -1 for no limit.
    /// It shrinks as the store fills, so that the users who added most are limited first.
    long allowedInAnHour() {
        double now = share;
        if (now < CALM) {
            return -1;
        }
        double way = Math.min(1, (now - CALM) / (TIGHT - CALM));
        return (long) (MOST * Math.pow(LEAST / MOST, way));
    }
}
