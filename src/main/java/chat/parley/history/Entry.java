package chat.parley.history;

import chat.parley.protocol.BodyParts;
import chat.parley.protocol.Change;
import chat.parley.protocol.ChangeBody;
import chat.parley.protocol.Cid;
import chat.parley.protocol.MessageRef;
import java.util.List;
import java.util.Optional;

/// An entry that a user appends to a room's log.
///
/// @param leftOut the session that does not get the event; empty for none
/// @param reply the message that it replies to
/// @param body its JSON, in parts
/// @param change what it changes; empty for a message
/// @param opening opens the direct room that it is sent to
/// @param writes whether a key lets the user write where only owners and moderators may
/// @param moderates whether a key lets the user delete what a moderator may
public record Entry(
        String user,
        Cid cid,
        String leftOut,
        Optional<MessageRef> reply,
        List<String> mentions,
        BodyParts body,
        Optional<ChangeBody> change,
        Optional<Opening> opening,
        boolean writes,
        boolean moderates) {

    private static final int OVERHEAD = 128;

    public Entry {
        mentions = List.copyOf(mentions);
    }

    /// An entry of a user whose role in the room decides.
    public Entry(
            String user,
            Cid cid,
            String leftOut,
            Optional<MessageRef> reply,
            List<String> mentions,
            BodyParts body,
            Optional<ChangeBody> change,
            Optional<Opening> opening) {
        this(user, cid, leftOut, reply, mentions, body, change, opening, false, false);
    }

    /// A message.
    public Entry(
            String user, Cid cid, String leftOut, Optional<MessageRef> reply, List<String> mentions, BodyParts body) {
        this(user, cid, leftOut, reply, mentions, body, Optional.empty(), Optional.empty());
    }

    /// A change of a message.
    public static Entry of(ChangeBody body) {
        return new Entry(
                body.from().id(),
                body.change().cid(),
                "",
                Optional.empty(),
                List.of(),
                body.parts(),
                Optional.of(body),
                Optional.empty());
    }

    /// The same entry, of a bot whose key lets it do more than its role does.
    public Entry withKey(boolean mayWrite, boolean mayModerate) {
        return new Entry(user, cid, leftOut, reply, mentions, body, change, opening, mayWrite, mayModerate);
    }

    /// The same entry, which opens its direct room.
    public Entry opening(Opening names) {
        return new Entry(user, cid, leftOut, reply, mentions, body, change, Optional.of(names), writes, moderates);
    }

    /// Its kind, as named in the append script.
    String what() {
        return change.map(body -> switch (body.change()) {
                    case Change.Edit _ -> writes ? "amend" : "edit";
                    case Change.Delete _ -> moderates ? "erase" : "delete";
                    case Change.React react -> react.on() ? "react" : "unreact";
                })
                .orElse(writes ? "post" : "message");
    }

    /// Roughly the bytes that it adds to the store: its own and the overhead of an entry.
    int size() {
        return OVERHEAD + body.size();
    }

    /// The seq or id of the message that it changes or replies to; 0 for none.
    String of() {
        return change.map(body -> body.change().message())
                .or(this::reply)
                .map(MessageRef::word)
                .orElse("0");
    }
}
