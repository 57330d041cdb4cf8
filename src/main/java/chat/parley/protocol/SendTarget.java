package chat.parley.protocol;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;

/// The recipients of a message: the whole room, or all but the sending connection (protocol.md section 7).
public enum SendTarget {
    ROOM,
    OTHERS;

    /// The word on the wire.
    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    static SendTarget of(String wire) {
        return Arrays.stream(values())
                .filter(target -> target.wire().equals(wire))
                .findFirst()
                .orElseThrow(() -> Problem.badRequest("to: expected \"room\" or \"others\", got " + Quote.of(wire)));
    }
}
