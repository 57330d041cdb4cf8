package chat.parley.protocol;

import java.util.List;
import java.util.Optional;

/// The reply to `rooms`: up to 50 public rooms, the most recently active first.
///
/// @param total public rooms in all
/// @param cursor where the next page begins, if there is one
public record RoomsPage(List<RoomLine> rooms, long total, Optional<String> cursor) implements Ok {

    public RoomsPage {
        rooms = List.copyOf(rooms);
    }
}
