package chat.parley.protocol;

/// A user who says something.
///
/// @param messages of his, stored within the last minute, at least
public record Talker(String id, long messages) {}
