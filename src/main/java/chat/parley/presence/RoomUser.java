package chat.parley.presence;

import chat.parley.protocol.RoomId;

/// One user in one room.
public record RoomUser(RoomId room, String user) {}
