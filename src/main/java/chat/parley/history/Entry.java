package chat.parley.history;

import chat.parley.protocol.BodyParts;
import chat.parley.protocol.Change;
import chat.parley.protocol.ChangeBody;
import chat.parley.protocol.Cid;
import chat.parley.protocol.MessageRef;
import java.util.List;
import java.util.Optional;

/// What one user wants appended to a room's log.
///
/// @param reply the message it answers to
/// @param leftOut the session to which the event is not shown; empty for none
/// @param body what it consists of
/// @param change what it changes; empty for a message
/// @param opening opens the direct room that it goes to
public record Entry(
        String user,
        Cid cid,
        String leftOut,
        Optional<MessageRef> reply,
        List<String> mentions,
        BodyParts body,
        Optional<ChangeBody> change,
        Optional<Opening> opening) {

    private static final int AROUND = 128;

    public Entry {
        mentions = List.copyOf(mentions);
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

    /// The same, to a direct room that it opens.
    public Entry opening(Opening names) {
        return new Entry(user, cid, leftOut, reply, mentions, body, change, Optional.of(names));
    }

    /// As the append script calls it.
    String what() {
        return change.map(body -> switch (body.change()) {
                    case Change.Edit _ -> "edit";
                    case Change.Delete _ -> "delete";
                    case Change.React react -> react.on() ? "react" : "unreact";
                })
                .orElse("message");
    }

    /// Bytes that it adds to the store, more or less: its own, and what stands around an entry.
    int size() {
        return AROUND + body.size();
    }

    /// The message that it changes or answers to, by its seq or id; 0 for none.
    String of() {
        return change.map(body -> body.change().message())
                .or(this::reply)
                .map(MessageRef::word)
                .orElse("0");
    }
}
