package chat.parley.history;

import chat.parley.protocol.Position;

/// Where a room stands.
///
/// @param position where its log ends
/// @param removals how many memberships ended so far
public record Head(Position position, long removals) {}
