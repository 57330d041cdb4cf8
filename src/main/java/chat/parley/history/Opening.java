package chat.parley.history;

/// What is needed to open a direct room: the current names of its two users, and their topics.
///
/// @param own the sender
/// @param other the recipient; the sender again in a room of notes
public record Opening(Side own, Side other) {

    /// One of the two users.
    ///
    /// @param topic the topic to which the user's sessions are subscribed
    public record Side(String name, String topic) {}

    /// Joined by line breaks, which neither names nor topics contain.
    String text() {
        return String.join("\n", own.name(), other.name(), own.topic(), other.topic());
    }
}
