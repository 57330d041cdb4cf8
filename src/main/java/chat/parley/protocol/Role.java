package chat.parley.protocol;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// A member's role in a room, from most to least rights (protocol.md section 3).
public enum Role {
    OWNER,
    MODERATOR,
    MEMBER;

    /// The word on the wire.
    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
