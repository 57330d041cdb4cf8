package chat.parley.protocol;

/// Puts a stored message together as JSON on one line, from its place in the log and its fields ([MessageBody#fields]).
/// The
/// store's script writes the same bytes (protocol.md section 5).
public final class MessageText {

    private MessageText() {}

    /// The `message` event.
    ///
    /// @param at Unix milliseconds by the store's clock
    /// @param fields the members of the object behind `at`, without braces
    public static String event(RoomId room, Position position, long at, String fields) {
        return "{\"ev\":\"message\",\"room\":\"" + room + "\"," + placed(position, at, fields);
    }

    /// The message as it stands in a list (protocol.md section 4): the event without `ev` and `room`.
    public static String listed(Position position, long at, String fields) {
        return "{" + placed(position, at, fields);
    }

    private static String placed(Position position, long at, String fields) {
        return "\"epoch\":" + FieldsWriter.quoted(position.epoch()) + ",\"seq\":" + position.seq() + ",\"at\":" + at
                + "," + fields + "}";
    }
}
