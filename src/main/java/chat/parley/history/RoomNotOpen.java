package chat.parley.history;

/// A direct room cannot take a message yet: one of its users does not have it on their list. The same entry
/// with an [Opening] opens it. Without a stack trace, because it is an expected answer.
public final class RoomNotOpen extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private final boolean exists;

    /// @param exists whether the room exists
    RoomNotOpen(boolean exists) {
        super("the direct room is not open", null, false, false);
        this.exists = exists;
    }

    /// Whether the room exists, but one of its users has hidden it.
    public boolean exists() {
        return exists;
    }
}
