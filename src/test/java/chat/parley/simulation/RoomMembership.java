package chat.parley.simulation;

/// A person's state in one room.
/// @param head the seq of the newest entry
/// @param role empty in a direct room, and so is the title
/// @param read the seq up to which they have read
/// @param unread messages above it, up to 100
/// @param mentions those of them that mention the person
record RoomMembership(long head, String role, String title, long read, int unread, int mentions) {
    /// "100 or more" (protocol.md section 4).
    static final int MOST_UNREAD = 100;
}
