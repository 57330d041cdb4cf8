package chat.parley.presence;

import chat.parley.protocol.RoomId;

/// A user in a room.
public record RoomUser(RoomId room, String user) {}
