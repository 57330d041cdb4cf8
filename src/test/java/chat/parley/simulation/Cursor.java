package chat.parley.simulation;

/// A person's cursors in a room, as others may know them.
/// @param delivered the seq up to which everything reached one of the person's devices
/// @param seen the seq up to which they have read everything
record Cursor(long delivered, long seen) {
    static final Cursor NONE = new Cursor(0, 0);

    /// What is read has arrived.
    Cursor {
        delivered = Math.max(delivered, seen);
    }

    Cursor and(Cursor other) {
        return new Cursor(Math.max(delivered, other.delivered), Math.max(seen, other.seen));
    }
}
