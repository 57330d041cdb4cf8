package chat.parley.history;

/// A direct room cannot take a message yet: one of the two does not have it on his list. The same entry with an
/// [Opening] opens it. Without a stack trace, because it is an answer and not a bug.
public final class RoomNotOpen extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private final boolean there;

    /// @param there whether the room exists
    RoomNotOpen(boolean there) {
        super("the direct room is not open", null, false, false);
        this.there = there;
    }

    /// Whether the room exists, hidden by one of the two.
    public boolean there() {
        return there;
    }
}
