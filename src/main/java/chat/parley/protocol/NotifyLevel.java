package chat.parley.protocol;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// What of a room a member wants to be notified of (protocol.md section 4, `notify`).
public enum NotifyLevel {
    ALL,
    MENTIONS,
    NONE;

    /// The level with this word on the wire.
    public static NotifyLevel of(String wire) {
        return switch (wire) {
            case "all" -> ALL;
            case "mentions" -> MENTIONS;
            case "none" -> NONE;
            default -> throw Problem.badRequest("level: expected all, mentions or none, got " + Quote.of(wire));
        };
    }

    /// The word on the wire.
    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
