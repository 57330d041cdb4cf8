package chat.parley.history;

import chat.parley.protocol.Json;
import java.util.List;

/// A page of a room's log in ascending order: each message as in a list.
///
/// @param more whether there are more in the requested direction
public record LogPage(List<Json> messages, boolean more) {

    public LogPage {
        messages = List.copyOf(messages);
    }
}
