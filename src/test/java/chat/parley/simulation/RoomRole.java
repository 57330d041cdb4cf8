package chat.parley.simulation;

/// A person's membership in a room, as the checker knows it.
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
    private Cursor shown;

    /// @param order a number that rises with each join
    /// @param joined the seq at which they joined, where their cursors start
    /// @param listed whether they find the room; false for a direct room of somebody whom they have blocked
    RoomRole(String role, int order, long joined, boolean listed) {
        this.role = role;
        this.order = order;
        this.joined = joined;
        this.listed = listed;
        seen = joined;
        own = joined;
        received = joined;
        told = cursor();
        shown = cursor();
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

    /// How far they have read, as they know it themselves.
    long own() {
        return own;
    }

    Cursor cursor() {
        return new Cursor(received, seen);
    }

    /// How far they have received and read, as the others were notified.
    Cursor told() {
        return told;
    }

    /// How far they have received and read, as the other in a direct room sees it on request: as they were when they
    /// blocked them, or wrote last since.
    Cursor shown() {
        return secret ? shown : cursor();
    }

    /// In a direct room: they have blocked the other, who is not notified of their cursors any more.
    void keepsToThemselves(boolean on) {
        if (on && !secret) {
            shown = shown();
        }
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

    /// Whoever receives their message knows that they have read everything before.
    void says(long seq) {
        reads(seq);
        told = told.and(cursor());
        shown = cursor();
    }
}
