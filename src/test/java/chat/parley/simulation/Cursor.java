package chat.parley.simulation;

/// How far somebody has come in a room, as others may know it.
///
/// @param delivered the seq up to which all reached a device of his
/// @param seen the seq up to which he saw all
record Cursor(long delivered, long seen) {
    static final Cursor NONE = new Cursor(0, 0);

    /// What is seen has arrived.
    Cursor {
        delivered = Math.max(delivered, seen);
    }

    Cursor and(Cursor other) {
        return new Cursor(Math.max(delivered, other.delivered), Math.max(seen, other.seen));
    }
}
