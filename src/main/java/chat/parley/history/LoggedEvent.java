package chat.parley.history;

import chat.parley.protocol.EntryKind;
import chat.parley.protocol.MessageText;
import chat.parley.protocol.RoomId;

/// An event as scripts return it: the entry's kind, a space, and its JSON members from `"epoch":` on.
public final class LoggedEvent {

    private LoggedEvent() {}

    /// The text of the event, as it was published.
    public static String text(RoomId room, String answer) {
        int space = answer.indexOf(' ');
        return MessageText.event(EntryKind.of(answer.substring(0, space)), room, answer.substring(space + 1));
    }
}
