package chat.parley.history;

/// What it takes to open a direct room: how its two people are called now, and where their devices listen.
///
/// @param own the user who writes
/// @param other the one he writes to, the same where these are notes
public record Opening(Side own, Side other) {

    /// One of the two.
    ///
    /// @param topic under which the user's devices are told what concerns him
    public record Side(String name, String topic) {}

    /// Names hold no line breaks, and neither do topics.
    String text() {
        return String.join("\n", own.name(), other.name(), own.topic(), other.topic());
    }
}
