package chat.parley.protocol;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;

/// A JSON value as finished text, written into frames as it is. The creator guarantees that it is JSON; blank
/// text and line breaks are refused, because log lines and frames are single lines.
public record Json(@JsonValue @JsonRawValue String text) {

    public Json {
        if (text.isBlank() || text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0) {
            throw new IllegalArgumentException("expected one line of JSON, got " + Quote.of(text));
        }
    }

    /// `text` as a JSON string.
    public static Json string(String text) {
        return new Json(FieldsWriter.quoted(text));
    }

    @Override
    public String toString() {
        return text;
    }
}
