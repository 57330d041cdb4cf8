package chat.parley.protocol;

/// An active room.
///
/// @param messages stored there within the last minute, at least
public record LiveRoom(RoomId room, RoomKind kind, long messages) {}
