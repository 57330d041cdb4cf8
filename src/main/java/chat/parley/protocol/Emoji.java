package chat.parley.protocol;

import com.fasterxml.jackson.annotation.JsonValue;

/// The emoji of a reaction: one RGI emoji sequence of at most 64 bytes, as RGI writes it (protocol.md section
/// 4), so that ❤ and ❤️ are the same and a stray variation selector is dropped. Anything else, including a
/// lone skin tone, is a `bad_request`.
public record Emoji(@JsonValue String value) {

    /// In bytes of UTF-8, as received.
    public static final int MAX_SIZE = 64;

    public Emoji {
        if (!Utf8Size.wellFormed(value)) {
            throw Problem.badRequest("emoji: expected text without lone surrogates, got " + Quote.of(value));
        }
        int size = Utf8Size.length(value);
        if (size < 1 || size > MAX_SIZE) {
            throw Problem.badRequest("emoji: expected 1 to " + MAX_SIZE + " bytes, got " + size);
        }
        String received = value;
        value = EmojiTable.find(received)
                .orElseThrow(() -> Problem.badRequest(
                        "emoji: expected one emoji that Unicode recommends for interchange (RGI), got "
                                + Quote.of(received)));
    }

    @Override
    public String toString() {
        return value;
    }
}
