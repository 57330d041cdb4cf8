package chat.parley.simulation;

/// How one person stands in one room.
///
/// @param head the seq of the newest entry
/// @param role empty in a direct room, and so is the title
/// @param read the seq up to which he has read
/// @param unread messages above it, up to 100
/// @param mentions those of them that name him
record RoomMembership(long head, String role, String title, long read, int unread, int mentions) {
    /// "100 or more" (protocol.md section 4).
    static final int MOST_UNREAD = 100;
}
