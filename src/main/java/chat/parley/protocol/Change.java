package chat.parley.protocol;

import java.util.Optional;

/// A change to an existing message (protocol.md section 4): each is an entry of its own in the room's log,
/// and is answered like a `send`.
public sealed interface Change extends Command {

    RoomId room();

    /// The message that changes.
    MessageRef message();

    /// Makes a retry harmless, as in `send`.
    Cid cid();

    /// The sender replaces the text.
    record Edit(Optional<String> ref, RoomId room, MessageRef message, Cid cid, String text) implements Change {

        public Edit {
            WireLimits.requireVisible(text);
        }
    }

    /// Removes the message's text and data, for everyone and in the store.
    record Delete(Optional<String> ref, RoomId room, MessageRef message, Cid cid) implements Change {}

    /// Adds an emoji to the message, or removes it.
    record React(Optional<String> ref, RoomId room, MessageRef message, Cid cid, Emoji emoji, boolean on)
            implements Change {}
}
