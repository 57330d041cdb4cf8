package chat.parley.protocol;

/// The body of an entry in the parts in which the store keeps it: its content is kept beside the log, so that
/// nothing of it stays there once it is deleted.
///
/// @param before the JSON members before the content, `"id":"u.c","from":{}`; for a deletion or reaction all
///     of them. The store puts `"of":7,` in front of a change's
/// @param content the content: for a message `,"text":"hi","data":{}`, at least one of the two; for an edit
///     the text and for a reaction the emoji, each as a JSON string; for a deletion nothing
/// @param after the members after the content, `,"mentions":["u"]`, or nothing; the store puts `,"reply":7`
///     before them
public record BodyParts(String before, String content, String after) {

    /// Bytes of all parts in UTF-8.
    public int size() {
        return Utf8Size.length(before) + Utf8Size.length(content) + Utf8Size.length(after);
    }
}
