package chat.parley.protocol;

import com.fasterxml.jackson.annotation.JsonValue;

/// A room's title: cleaned like a [Name], 1–80 characters (protocol.md section 4). Anything else is a
/// `bad_request`. Not unique.
public record Title(@JsonValue String value) {

    /// In code points after normalising.
    public static final int MAX_LENGTH = 80;

    public Title {
        value = CleanText.of("title", value, MAX_LENGTH);
    }

    @Override
    public String toString() {
        return value;
    }
}
