package chat.parley.simulation;

/// How somebody belongs to a room, as the checker knows it.
final class RoomRole {
    private final long joined;
    private final int order;
    private String role;
    private boolean listed;
    private boolean secret;
    private long seen;
    private long own;
    private long received;
    private Cursor told;

    /// @param order a number that rises with each joining
    /// @param joined the seq at which he came, where his cursors stand
    /// @param listed whether he finds the room; not when it is a direct one of somebody whom he has blocked
    RoomRole(String role, int order, long joined, boolean listed) {
        this.role = role;
        this.order = order;
        this.joined = joined;
        this.listed = listed;
        seen = joined;
        own = joined;
        received = joined;
        told = cursor();
    }

    String role() {
        return role;
    }

    void becomes(String other) {
        role = other;
    }

    int order() {
        return order;
    }

    long joined() {
        return joined;
    }

    boolean listed() {
        return listed;
    }

    void getsListed() {
        listed = true;
    }

    /// How far he has read, as he himself knows.
    long own() {
        return own;
    }

    Cursor cursor() {
        return new Cursor(received, seen);
    }

    /// How far he has come by what the others were told.
    Cursor told() {
        return told;
    }

    /// In a direct room: he has blocked the other, who is not told any more how far he comes.
    void keepsToHimself(boolean on) {
        secret = on;
    }

    void receives(long seq) {
        if (seq > received) {
            received = seq;
            told = secret ? told : told.and(new Cursor(received, 0));
        }
    }

    void reads(long seq) {
        if (seq > seen) {
            seen = seq;
            told = secret ? told : told.and(new Cursor(0, seen));
        }
        readsQuietly(seq);
        receives(seq);
    }

    void readsQuietly(long seq) {
        own = Math.max(own, seq);
    }

    /// Whoever hears him knows that he has seen what stands before.
    void says(long seq) {
        reads(seq);
        told = told.and(cursor());
    }
}
