package chat.parley.admin;

import java.util.List;
import java.util.Optional;

/// The busiest rooms of all kinds, up to 50 of them.
///
/// @param cursor where the next page begins, if there is one
public record LiveRoomsPage(List<LiveRoom> rooms, Optional<String> cursor) implements Overview {

    public LiveRoomsPage {
        rooms = List.copyOf(rooms);
    }
}
