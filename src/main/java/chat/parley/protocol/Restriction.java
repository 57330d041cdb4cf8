package chat.parley.protocol;

import java.util.Locale;

/// What a moderator has done to users of a room, as a list of them is asked for by it.
public enum Restriction {
    MUTED,
    BANNED;

    /// The restriction with this word on the wire.
    public static Restriction of(String wire) {
        return switch (wire) {
            case "muted" -> MUTED;
            case "banned" -> BANNED;
            default -> throw Problem.badRequest("only: expected muted or banned, got " + Quote.of(wire));
        };
    }

    /// The word on the wire.
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
