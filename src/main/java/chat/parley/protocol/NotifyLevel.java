package chat.parley.protocol;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What of a room a member wants to be notified of (protocol.md section 4, `notify`).
public enum NotifyLevel {
    ALL(1),
    MENTIONS(2),
    NONE(3);

    private final int number;

    NotifyLevel(int number) {
        this.number = number;
    }

    /// How the store writes it, where 0 stands for none of them.
    public int number() {
        return number;
    }

    /// The level with this number; empty for 0, and for one of a later release.
    public static Optional<NotifyLevel> numbered(int number) {
        return Arrays.stream(values()).filter(level -> level.number == number).findFirst();
    }

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
