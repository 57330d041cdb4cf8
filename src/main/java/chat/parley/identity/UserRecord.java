package chat.parley.identity;

import chat.parley.protocol.RoomId;
import chat.parley.protocol.User;
import java.util.List;

/// The stored record of a user who sends `hello`.
///
/// @param fresh whether the record was just created
/// @param rooms their list, which may contain rooms that they have left, but misses none
public record UserRecord(User user, boolean fresh, List<RoomId> rooms) {

    public UserRecord {
        rooms = List.copyOf(rooms);
    }
}
