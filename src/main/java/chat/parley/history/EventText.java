package chat.parley.history;

import chat.parley.protocol.RoomId;

/// The `message` event from an entry's fields in the log: the same bytes that the append script publishes.
public final class EventText {

    private EventText() {}

    /// `fields` begins with `"epoch":`.
    public static String of(RoomId room, String fields) {
        return "{\"ev\":\"message\",\"room\":\"" + room + "\"," + fields + "}";
    }
}
