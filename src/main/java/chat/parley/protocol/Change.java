package chat.parley.protocol;

import java.util.Optional;

/// What a client asks to become of a message that stands (protocol.md section 4): each is an entry of its own in the
/// room's log, and is answered like a `send`.
public sealed interface Change extends Command {

    RoomId room();

    /// The message that changes.
    MessageRef message();

    /// Makes a retry harmless, as in `send`.
    Cid cid();

    /// The sender says it in other words.
    record Edit(Optional<String> ref, RoomId room, MessageRef message, Cid cid, String text) implements Change {

        public Edit {
            WireLimits.requireVisible(text);
        }
    }

    /// The message loses its text and data, for everybody and in the store.
    record Delete(Optional<String> ref, RoomId room, MessageRef message, Cid cid) implements Change {}

    /// Puts an emoji to the message, or takes it back.
    record React(Optional<String> ref, RoomId room, MessageRef message, Cid cid, Emoji emoji, boolean on)
            implements Change {}
}
