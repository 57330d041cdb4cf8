package chat.parley.protocol;

import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/// An operator's request for a new key (protocol.md section 11).
///
/// @param name that of its bot, which people see
/// @param rooms the only ones in which the key may do anything; empty for all
/// @param expires Unix milliseconds by the store's clock
public record KeyRequest(Name name, Set<KeyScope> scopes, List<RoomId> rooms, OptionalLong expires) {

    /// How many rooms a key may name.
    public static final int MAX_ROOMS = 100;

    public KeyRequest {
        scopes = Set.copyOf(scopes);
        rooms = List.copyOf(rooms);
        if (scopes.isEmpty()) {
            throw Problem.badRequest("scopes: expected at least one, got none");
        }
        if (rooms.size() > MAX_ROOMS) {
            throw Problem.badRequest("rooms: expected at most " + MAX_ROOMS + ", got " + rooms.size());
        }
    }

    static KeyRequest of(JsonFields fields) {
        List<String> rooms = fields.texts("rooms");
        // A key for no room at all is a mistake, not one for every room.
        if (fields.has("rooms") && rooms.isEmpty()) {
            throw Problem.badRequest(
                    "rooms: expected 1 to " + MAX_ROOMS + ", or no such field for all rooms, got none");
        }
        return new KeyRequest(
                new Name(fields.requiredText("name")),
                new TreeSet<>(fields.texts("scopes").stream().map(KeyScope::of).toList()),
                rooms.stream().map(RoomId::new).distinct().toList(),
                fields.number("expires"));
    }
}
