package chat.parley.protocol;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;

/// One JSON value as text that is already made, written into a frame as it is. Whoever makes one vouches that it is
/// JSON; a blank text and one with a line break are refused, because log lines and frames are single lines.
public record Json(@JsonValue @JsonRawValue String text) {

    public Json {
        if (text.isBlank() || text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0) {
            throw new IllegalArgumentException("expected one line of JSON, got " + Quote.of(text));
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
