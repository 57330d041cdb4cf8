package chat.parley.history;

import chat.parley.protocol.Cid;
import java.util.List;
import java.util.OptionalLong;

/// What one user wants appended to a room's log.
///
/// @param reply the seq it answers to
/// @param leftOut the session to which the event is not shown; empty for none
/// @param body the JSON members of the message, without braces
public record Entry(String user, Cid cid, String leftOut, OptionalLong reply, List<String> mentions, String body) {

    public Entry {
        mentions = List.copyOf(mentions);
    }
}
