package chat.parley.history;

import chat.parley.protocol.Position;

/// The head of a room.
///
/// @param position the end of its log
/// @param removals how many memberships have ended so far
public record Head(Position position, long removals) {}
