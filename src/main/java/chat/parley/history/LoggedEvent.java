package chat.parley.history;

import chat.parley.protocol.EntryKind;
import chat.parley.protocol.MessageText;
import chat.parley.protocol.RoomId;

/// An event as the scripts answer it: the entry's kind, a blank, and its JSON members from `"epoch":` on.
public final class LoggedEvent {

    private LoggedEvent() {}

    /// The event as it would have come.
    public static String text(RoomId room, String answer) {
        int blank = answer.indexOf(' ');
        return MessageText.event(EntryKind.of(answer.substring(0, blank)), room, answer.substring(blank + 1));
    }
}
