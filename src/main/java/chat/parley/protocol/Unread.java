package chat.parley.protocol;

/// What one member has not seen of a room (protocol.md section 4).
///
/// @param read the seq up to which all was seen
/// @param unread messages above it, 100 meaning "100 or more"
/// @param mentions those of them that name the member
public record Unread(long read, int unread, int mentions) {}
