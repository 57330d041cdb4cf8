package chat.parley.protocol;

import java.util.Optional;

/// What an operator says to everybody connected. On the wire it is an `event` of this name to all (protocol.md sections
/// 5 and 7), without a room, whose data is `{"text": …}`: it reaches those who are in no room, too, needs no new event,
/// and is passing, as it is about now. A blank text is a `bad_request`.
public record Announcement(String text) {

    public static final EventName NAME = new EventName("announcement");

    public Announcement {
        if (!Utf8Size.wellFormed(text) || text.isBlank()) {
            throw Problem.badRequest("text: expected at least one visible character, got " + Quote.of(text));
        }
    }

    /// As everybody hears it.
    public Event.Emitted from(User operator) {
        Json data = new Json("{\"text\":" + FieldsWriter.quoted(text) + "}");
        return new Event.Emitted(NAME, Optional.of(data), operator, Optional.empty());
    }
}
