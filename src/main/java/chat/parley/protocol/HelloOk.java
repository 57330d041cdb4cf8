package chat.parley.protocol;

import java.util.List;
import java.util.Optional;

/// The reply to `hello`: the user, and their rooms (protocol.md section 4).
///
/// @param session the connection's id, unique over all pods
/// @param token proves the user from here on; replaces the old one. A key is none, and gets none
/// @param now Unix milliseconds by the store's clock
/// @param heartbeat milliseconds of silence after which a client sends a `ping`
/// @param pod the name of the pod that replies
/// @param rooms the user's rooms, the 200 most recently active
public record HelloOk(
        String session,
        User user,
        Optional<String> token,
        long now,
        long heartbeat,
        Limits limits,
        String pod,
        List<RoomState> rooms)
        implements Ok {

    public HelloOk {
        rooms = List.copyOf(rooms);
    }
}
