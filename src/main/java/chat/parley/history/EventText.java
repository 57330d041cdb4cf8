package chat.parley.history;

import chat.parley.protocol.RoomId;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The `message` event from an entry's fields in the log: the same bytes that the append script publishes.
public final class EventText {

    private EventText() {}

    private static final Pattern SEQ = Pattern.compile("\"seq\":(\\d+)");

    /// The seq in an event of ours: the first one, since no text of a user's stands before it.
    public static long seq(String event) {
        Matcher found = SEQ.matcher(event);
        if (!found.find()) {
            throw new IllegalArgumentException("expected a log event, which has a seq");
        }
        return Long.parseLong(found.group(1));
    }

    /// `fields` begins with `"epoch":`.
    public static String of(RoomId room, String fields) {
        return "{\"ev\":\"message\",\"room\":\"" + room + "\"," + fields + "}";
    }
}
