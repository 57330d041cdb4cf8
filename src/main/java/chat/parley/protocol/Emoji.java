package chat.parley.protocol;

import com.fasterxml.jackson.annotation.JsonValue;

/// What a reaction shows: 1–32 bytes of UTF-8 (protocol.md section 4). Anything else is a `bad_request`. The protocol
/// asks for no emoji of a certain Unicode, since new ones come every year.
public record Emoji(@JsonValue String value) {

    /// In bytes of UTF-8.
    public static final int MAX_SIZE = 32;

    public Emoji {
        if (!Utf8.wellFormed(value)) {
            throw Problem.badRequest("emoji: expected text without lone surrogates, got " + Quote.of(value));
        }
        int size = Utf8.length(value);
        if (size < 1 || size > MAX_SIZE) {
            throw Problem.badRequest("emoji: expected 1 to " + MAX_SIZE + " bytes, got " + size);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
