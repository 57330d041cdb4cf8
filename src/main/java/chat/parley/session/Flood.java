package chat.parley.session;

/// Notices a client that does not stop for `rate_limited`: 500 of them within 10 s end the connection with 4004
/// (protocol.md section 8). Used by one event loop.
final class Flood {

    private static final int MOST = 500;
    private static final long WINDOW_NANOS = 10_000_000_000L;

    private long began;
    private int count;

    /// One more `rate_limited`; true when it is one too many.
    boolean oneMore(long nanoTime) {
        if (count == 0 || nanoTime - began > WINDOW_NANOS) {
            began = nanoTime;
            count = 0;
        }
        return ++count >= MOST;
    }
}
