package chat.parley.admin;

/// A user who sends messages.
///
/// @param messages of theirs, stored within the last minute, at least
public record Talker(String id, long messages) {}
