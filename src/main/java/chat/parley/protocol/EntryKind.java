package chat.parley.protocol;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;

/// The kind of a log entry (protocol.md sections 3 and 5): a message, or a change to one.
public enum EntryKind {
    MESSAGE,
    EDIT,
    DELETE,
    REACT;

    /// The `ev` on the wire, and the entry's kind in the store.
    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The kind that the store recorded as `wire`.
    public static EntryKind of(String wire) {
        return Arrays.stream(values())
                .filter(kind -> kind.wire().equals(wire))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("expected message, edit, delete or react, got " + Quote.of(wire)));
    }
}
