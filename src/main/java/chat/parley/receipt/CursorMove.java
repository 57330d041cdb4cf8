package chat.parley.receipt;

/// How a member's cursors moved, as far as others may know it; 0 for a cursor that did not move.
///
/// @param members the number of members of the room
/// @param delivered the seq up to which all messages reached a device of theirs
/// @param seen the seq up to which they have read
public record CursorMove(long members, long delivered, long seen) {

    /// Rooms of up to this many members see who has received and read what (protocol.md sections 4 and 5).
    public static final int NAMED = 50;

    /// Whether to publish it: something moved, and the room is small enough.
    public boolean publishable() {
        return members <= NAMED && (delivered > 0 || seen > 0);
    }
}
