package chat.parley.protocol;

import java.util.List;
import java.util.Optional;

/// The liveliest rooms of all kinds, up to 50 of them.
///
/// @param cursor where the next page begins, when there is one
public record LiveRoomsPage(List<LiveRoom> rooms, Optional<String> cursor) implements Overview {

    public LiveRoomsPage {
        rooms = List.copyOf(rooms);
    }
}
