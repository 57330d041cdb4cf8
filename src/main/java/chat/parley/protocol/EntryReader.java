package chat.parley.protocol;

import java.util.Optional;

/// Reads the commands that put an entry into a room's log: a `send`, or a change of what was sent (protocol.md
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
                fields.text("to").map(Audience::of).orElse(Audience.ROOM),
                fields.number("reply"),
                fields.texts("mentions"));
    }

    Command edit(Optional<String> ref, JsonFields fields) {
        return new Change.Edit(
                ref,
                fields.room(),
                fields.requiredNumber("seq"),
                fields.cid(),
                limits.fitting(fields.requiredText("text")));
    }

    Command delete(Optional<String> ref, JsonFields fields) {
        return new Change.Delete(ref, fields.room(), fields.requiredNumber("seq"), fields.cid());
    }

    Command react(Optional<String> ref, JsonFields fields) {
        return new Change.React(
                ref,
                fields.room(),
                fields.requiredNumber("seq"),
                fields.cid(),
                new Emoji(fields.requiredText("emoji")),
                fields.requiredFlag("on"));
    }
}
