package chat.parley.protocol;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;

/// The kind of a room (protocol.md section 3), which its id implies.
public enum RoomKind {
    PUBLIC,
    PRIVATE,
    DIRECT;

    /// The word on the wire.
    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    static RoomKind of(String wire) {
        return Arrays.stream(values())
                .filter(kind -> kind.wire().equals(wire))
                .findFirst()
                .orElseThrow(
                        () -> Problem.badRequest("kind: expected \"public\" or \"private\", got " + Quote.of(wire)));
    }
}
