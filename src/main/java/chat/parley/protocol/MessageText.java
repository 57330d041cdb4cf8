package chat.parley.protocol;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Assembles a stored entry as JSON on one line, from its place in the log and its fields
/// ([EntryBody#fields]). The store's script writes the same bytes (protocol.md section 5).
public final class MessageText {

    private static final Pattern SEQ = Pattern.compile("\"seq\":(\\d+)");

    private MessageText() {}

    /// The `message` event.
    ///
    /// @param at Unix milliseconds by the store's clock
    /// @param fields the members of the object behind `at`, without braces
    public static String event(RoomId room, Position position, long at, String fields) {
        return event(EntryKind.MESSAGE, room, position, at, fields);
    }

    /// The event of an entry of any kind.
    ///
    /// @param at Unix milliseconds by the store's clock
    /// @param fields the members of the object behind `at`, without braces
    public static String event(EntryKind kind, RoomId room, Position position, long at, String fields) {
        return before(kind, room) + placed(position, at, fields);
    }

    /// The `message` event from all of an entry's fields as the log has them, which begin with `"epoch":`.
    public static String event(RoomId room, String fields) {
        return event(EntryKind.MESSAGE, room, fields);
    }

    /// The event from all of an entry's fields as the log has them, which begin with `"epoch":`.
    public static String event(EntryKind kind, RoomId room, String fields) {
        return before(kind, room) + fields + "}";
    }

    /// The part of a `message` event before the entry's own fields.
    public static String before(RoomId room) {
        return before(EntryKind.MESSAGE, room);
    }

    /// The part of the event before the entry's own fields.
    public static String before(EntryKind kind, RoomId room) {
        return "{\"ev\":\"" + kind.wire() + "\",\"room\":\"" + room + "\",";
    }

    /// The seq in a log event: its first match, since no text of users precedes it.
    public static long seq(String event) {
        Matcher found = SEQ.matcher(event);
        if (!found.find()) {
            throw new IllegalArgumentException("expected a log event, which has a seq");
        }
        return Long.parseLong(found.group(1));
    }

    /// The message as it appears in a list (protocol.md section 4): the event without `ev` and `room`.
    public static String listed(Position position, long at, String fields) {
        return "{" + placed(position, at, fields);
    }

    private static String placed(Position position, long at, String fields) {
        return "\"epoch\":" + FieldsWriter.quoted(position.epoch()) + ",\"seq\":" + position.seq() + ",\"at\":" + at
                + "," + fields + "}";
    }
}
