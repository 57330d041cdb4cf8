package chat.parley.protocol;

/// Where a `send` goes (protocol.md sections 3 and 4): a room by its id, or a person as `@<user id>`. Anything else is
/// a
/// `bad_request`.
public sealed interface Destination permits RoomId, Person {

    /// The room that this is for the user `sender`: the direct one of the two where it is a person.
    RoomId roomOf(String sender);

    static Destination of(String wire) {
        return wire.startsWith("@") ? new Person(wire.substring(1)) : new RoomId(wire);
    }
}
