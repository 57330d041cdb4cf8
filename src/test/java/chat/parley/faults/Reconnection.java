package chat.parley.faults;

/// How one connection was lost and restored; times of [System#nanoTime].
/// @param code how the old one ended; 1006 without a close frame
/// @param lost when it ended
/// @param back when the next `hello` was answered
record Reconnection(int code, long lost, long back) {
    double seconds() {
        return (back - lost) / 1e9;
    }
}
