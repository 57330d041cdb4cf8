package chat.parley.delivery;

import chat.parley.protocol.RoomId;

/// The public room where every new user is a member (protocol.md section 3).
public final class Lobby {

    public static final RoomId ROOM = new RoomId("lobby");

    private Lobby() {}
}
