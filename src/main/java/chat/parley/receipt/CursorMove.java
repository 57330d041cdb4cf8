package chat.parley.receipt;

/// What of a member's cursors moved, for others to know; 0 for one that stayed.
///
/// @param members of the room
/// @param delivered the seq up to which all reached a device of his
/// @param seen the seq up to which he saw all
public record CursorMove(long members, long delivered, long seen) {

    /// Rooms of up to so many members are told who has received and seen what (protocol.md sections 4 and 5).
    public static final int NAMED = 50;

    /// Whether there is something to tell, and the room is small enough to.
    public boolean told() {
        return members <= NAMED && (delivered > 0 || seen > 0);
    }
}
