package chat.parley.protocol;

import com.fasterxml.jackson.annotation.JsonValue;

/// What a room is about, in one line below its title: cleaned like a [Title], at most 250 characters
/// (protocol.md section 4), or nothing. Anything else is a `bad_request`.
public record Topic(@JsonValue String value) {

    /// In code points after normalising.
    public static final int MAX_LENGTH = 250;

    public Topic {
        value = value.isBlank() ? "" : CleanText.of("topic", value, MAX_LENGTH);
    }

    @Override
    public String toString() {
        return value;
    }
}
