package chat.parley.protocol;

/// The body of an entry in the parts in which the store keeps it: what was said stands beside the log, so that
/// nothing of it is left there once it is deleted.
///
/// @param before the JSON members before what is said, `"id":"u.c","from":{}`; of a deletion or reaction all of them.
/// The
///     store puts `"of":7,` in front of a change's
/// @param said of a message `,"text":"hi","data":{}`, one of them at least; of an edit the text and of a reaction the
///     emoji, each as a JSON string; of a deletion nothing
/// @param behind the members behind what is said, `,"mentions":["u"]`, or nothing; the store puts `,"reply":7` before
/// them
public record BodyParts(String before, String said, String behind) {

    /// Bytes of all parts in UTF-8.
    public int size() {
        return Utf8Size.length(before) + Utf8Size.length(said) + Utf8Size.length(behind);
    }
}
