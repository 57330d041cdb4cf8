package chat.parley.admin;

import chat.parley.protocol.KeyScope;
import chat.parley.protocol.RoomId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// A key in the list of all, without its secret.
///
/// @param rooms the only ones that it is for; absent for all
/// @param user the id of its bot
/// @param created Unix milliseconds by the store's clock, as are the others
/// @param used when it was last used, give or take a minute
public record KeyLine(
        String id,
        String name,
        List<KeyScope> scopes,
        Optional<List<RoomId>> rooms,
        String user,
        long created,
        OptionalLong used,
        OptionalLong expires) {

    public KeyLine {
        scopes = List.copyOf(scopes);
    }
}
