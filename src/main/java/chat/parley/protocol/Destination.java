package chat.parley.protocol;

/// The destination of a `send` (protocol.md sections 3 and 4): a room by its id, or a person as `@<user id>`.
/// Anything else is a `bad_request`.
public sealed interface Destination permits RoomId, Person {

    /// The room that this means for the user `sender`: for a person, the direct room of the two.
    RoomId roomOf(String sender);

    static Destination of(String wire) {
        return wire.startsWith("@") ? new Person(wire.substring(1)) : new RoomId(wire);
    }
}
