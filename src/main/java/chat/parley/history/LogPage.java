package chat.parley.history;

import chat.parley.protocol.Json;
import java.util.List;

/// A part of a room's log in rising order: each message as it stands in a list.
///
/// @param more whether there is more in the direction asked
public record LogPage(List<Json> messages, boolean more) {

    public LogPage {
        messages = List.copyOf(messages);
    }
}
