package chat.parley.admin;

import chat.parley.protocol.RoomId;
import chat.parley.protocol.RoomKind;

/// An active room.
///
/// @param messages stored there within the last minute, at least
public record LiveRoom(RoomId room, RoomKind kind, long messages) {}
