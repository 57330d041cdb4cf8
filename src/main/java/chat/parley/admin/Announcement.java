package chat.parley.admin;

import chat.parley.protocol.Event;
import chat.parley.protocol.EventName;
import chat.parley.protocol.Json;
import chat.parley.protocol.Problem;
import chat.parley.protocol.User;
import chat.parley.protocol.Utf8Size;
import chat.parley.protocol.WireLimits;
import java.util.Optional;

/// An operator's announcement to every connected user. On the wire it is an `event` of this name to all
/// (protocol.md sections 5 and 7), without a room, whose data is `{"text": …}`: it also reaches users who are
/// in no room, needs no new event, and is ephemeral, as it only matters now. A text without anything visible is a
/// `bad_request`.
public record Announcement(String text) {

    public static final EventName NAME = new EventName("announcement");

    public Announcement {
        if (!Utf8Size.wellFormed(text)) {
            throw Problem.badRequest("text: expected Unicode text, got half of a surrogate pair");
        }
        WireLimits.requireVisible(text);
    }

    /// The event that everyone receives.
    public Event.Emitted from(User operator) {
        Json data = new Json("{\"text\":" + Json.string(text) + "}");
        return new Event.Emitted(NAME, Optional.of(data), operator, Optional.empty());
    }
}
