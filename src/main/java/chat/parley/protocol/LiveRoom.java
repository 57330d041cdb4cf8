package chat.parley.protocol;

/// A room in which something is said.
///
/// @param messages stored there within the last minute, at least
public record LiveRoom(RoomId room, RoomKind kind, long messages) {}
