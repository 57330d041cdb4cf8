package chat.parley.store;

/// How near the store is to its memory, and what follows for who adds to it. Thread-safe.
final class MemoryPressure {

    /// Below this share nobody is held back.
    private static final double CALM = 0.8;
    /// From this share on everybody has the least.
    private static final double TIGHT = 0.95;
    /// What one who is not held back may add within an hour, more or less.
    private static final double MOST = 64 << 20;

    private static final double LEAST = 64 << 10;

    private volatile double share;

    void holds(StoreMemory memory) {
        share = memory.share();
    }

    /// Bytes that one user may have added within the last hour to add more; -1 for any number. The fuller the store is,
    /// the fewer, so that those who added most are the first to be held back.
    long allowedInAnHour() {
        double now = share;
        if (now < CALM) {
            return -1;
        }
        double way = Math.min(1, (now - CALM) / (TIGHT - CALM));
        return (long) (MOST * Math.pow(LEAST / MOST, way));
    }
}
