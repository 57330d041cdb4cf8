package chat.parley.protocol;

import java.util.Optional;

/// Parses the commands that add an entry to a room's log: a `send`, or a change to a message (protocol.md
/// section 4).
final class EntryReader {

    private final WireLimits limits;

    EntryReader(WireLimits limits) {
        this.limits = limits;
    }

    Command send(Optional<String> ref, JsonFields fields) {
        return new Command.Send(
                ref,
                Destination.of(fields.requiredText("room")),
                fields.cid(),
                fields.text("text").map(limits::fitting),
                fields.json("data").map(limits::fitting),
                fields.text("to").map(SendTarget::of).orElse(SendTarget.ROOM),
                MessageRef.of("reply", fields.number("reply"), fields.text("of")),
                fields.texts("mentions"));
    }

    private static MessageRef message(JsonFields fields) {
        return MessageRef.of("seq", fields.number("seq"), fields.text("of"))
                .orElseThrow(() -> fields.missing(
                        "seq", "a whole number from 0 to " + Position.MAX_SEQ + ", or of with the id of the message"));
    }

    Command edit(Optional<String> ref, JsonFields fields) {
        return new Change.Edit(
                ref, fields.room(), message(fields), fields.cid(), limits.fitting(fields.requiredText("text")));
    }

    Command delete(Optional<String> ref, JsonFields fields) {
        return new Change.Delete(ref, fields.room(), message(fields), fields.cid());
    }

    Command react(Optional<String> ref, JsonFields fields) {
        return new Change.React(
                ref,
                fields.room(),
                message(fields),
                fields.cid(),
                new Emoji(fields.requiredText("emoji")),
                fields.requiredFlag("on"));
    }
}
