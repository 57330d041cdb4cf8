package chat.parley.protocol;

/// How far a reconnecting client had read a room: `hello` names up to 200 of them (protocol.md section 4).
public record Resume(RoomId room, Position since) {}
