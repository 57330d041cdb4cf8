package chat.parley.protocol;

/// What one member has not seen of a room (protocol.md section 4).
///
/// @param read the seq up to which everything was seen
/// @param unread messages above it, 100 meaning "100 or more"
/// @param mentions how many of them mention the member
public record Unread(long read, int unread, int mentions) {}
