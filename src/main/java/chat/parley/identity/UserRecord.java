package chat.parley.identity;

import chat.parley.protocol.RoomId;
import chat.parley.protocol.User;
import java.util.List;

/// What the store knows of a user who says hello.
///
/// @param fresh true when he was not known before
/// @param rooms his list, which may hold rooms that he is no longer in, but misses none
public record UserRecord(User user, boolean fresh, List<RoomId> rooms) {

    public UserRecord {
        rooms = List.copyOf(rooms);
    }
}
