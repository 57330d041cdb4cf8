package chat.parley.protocol;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;

/// The recipients of an `emit` (protocol.md section 7): everyone connected, a room, a room without the
/// sending connection, or the sending connection alone.
public enum EmitTarget {
    ALL,
    ROOM,
    OTHERS,
    SELF;

    /// The word on the wire.
    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Whether it stays within one room.
    public boolean inRoom() {
        return this == ROOM || this == OTHERS;
    }

    static EmitTarget of(String wire) {
        return Arrays.stream(values())
                .filter(target -> target.wire().equals(wire))
                .findFirst()
                .orElseThrow(() -> Problem.badRequest(
                        "to: expected \"all\", \"room\", \"others\" or \"self\", got " + Quote.of(wire)));
    }
}
