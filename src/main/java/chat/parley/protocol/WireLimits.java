package chat.parley.protocol;

/// The limits for parsing a frame (protocol.md section 9, `parley.limits.*`).
///
/// @param frameSize bytes of a whole frame
/// @param textSize bytes of a message's text
/// @param dataSize bytes of a message's data as JSON without white space
/// @param jsonDepth how deep objects and arrays may nest; the frame itself is the first
public record WireLimits(int frameSize, int textSize, int dataSize, int jsonDepth) {

    public WireLimits {
        require("parley.limits.frame-size", frameSize);
        require("parley.limits.text-size", textSize);
        require("parley.limits.data-size", dataSize);
        require("parley.limits.json-depth", jsonDepth);
    }

    /// `text` itself, or `too_large`.
    String fitting(String text) {
        requireSize("text", text, textSize);
        return text;
    }

    /// `data` itself, or `too_large`.
    Json fitting(Json data) {
        requireSize("data", data.text(), dataSize);
        return data;
    }

    /// Refuses a text without anything visible: only white space, controls, invisible characters and combining
    /// marks.
    public static void requireVisible(String text) {
        if (text.isEmpty()) {
            throw Problem.badRequest("text: expected at least 1 character, got an empty text");
        }
        if (Glyphs.blank(text)) {
            throw Problem.badRequest("text: expected at least one visible character, got " + Quote.of(text));
        }
    }

    private static void requireSize(String field, String text, int limit) {
        int size = Utf8Size.length(text);
        if (size > limit) {
            throw Problem.tooLarge("%s: expected at most %d bytes (parley.limits.%s-size), got %d"
                    .formatted(field, limit, field, size));
        }
    }

    private static void require(String setting, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(setting + ": expected a number from 1 on, got " + value);
        }
    }
}
