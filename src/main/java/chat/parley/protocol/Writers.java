package chat.parley.protocol;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;

/// Who may write in a room (protocol.md section 4, `set`): every member, or owners and moderators only.
public enum Writers {
    MEMBERS,
    MODERATORS;

    /// The word on the wire.
    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Writers of(String wire) {
        return Arrays.stream(values())
                .filter(writers -> writers.wire().equals(wire))
                .findFirst()
                .orElseThrow(() ->
                        Problem.badRequest("write: expected \"members\" or \"moderators\", got " + Quote.of(wire)));
    }

    /// As the store keeps it; empty for every member.
    public static Writers stored(String word) {
        return word.equals(MODERATORS.wire()) ? MODERATORS : MEMBERS;
    }

    /// What the store keeps.
    public String stored() {
        return this == MODERATORS ? wire() : "";
    }
}
