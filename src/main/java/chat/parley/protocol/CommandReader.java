package chat.parley.protocol;

import java.util.Optional;
import java.util.OptionalLong;

/// Reads a client's frame into a [Command] (protocol.md sections 2–4), for any number of threads at once.
///
/// Throws an [Ending] 4500 for what is not one JSON object and [Refused] for everything else that is wrong, with the
/// frame's
/// `ref` wherever it stands. Fields that a command does not know are ignored; a field that is `null` counts as absent;
/// of two
/// fields with one name the last one counts.
public final class CommandReader {

    private static final int REF_LENGTH = 64;

    private final WireLimits limits;
    private final FrameParser parser;

    public CommandReader(WireLimits limits) {
        this.limits = limits;
        this.parser = new FrameParser(limits);
    }

    /// The command that `text` holds.
    public Command read(String text) {
        FrameParser.Parsed parsed = parser.parse(text);
        Optional<String> ref = ref(parsed.fields());
        try {
            requireDepth(parsed);
            return command(ref, parsed.fields());
        } catch (Problem problem) {
            throw new Refused(ref, meantHello(parsed.fields()), problem);
        }
    }

    private static Optional<String> ref(JsonFields fields) {
        try {
            Optional<String> ref = fields.text("ref");
            ref.filter(word -> word.codePointCount(0, word.length()) > REF_LENGTH)
                    .ifPresent(word -> {
                        throw Problem.badRequest(
                                "ref: expected at most " + REF_LENGTH + " characters, got " + word.length());
                    });
            return ref;
        } catch (Problem problem) {
            throw new Refused(Optional.empty(), meantHello(fields), problem);
        }
    }

    private static boolean meantHello(JsonFields fields) {
        try {
            return fields.text("op").equals(Optional.of("hello"));
        } catch (Problem problem) {
            return false;
        }
    }

    private void requireDepth(FrameParser.Parsed parsed) {
        if (parsed.tooDeep()) {
            throw Problem.badRequest("expected JSON nested at most " + limits.jsonDepth()
                    + " deep (parley.limits.json-depth), got a deeper one");
        }
    }

    private Command command(Optional<String> ref, JsonFields fields) {
        String op = fields.requiredText("op");
        return switch (op) {
            case "hello" -> hello(ref, fields);
            case "join" -> new Command.Join(ref, fields.room(), fields.position());
            case "leave" -> new Command.Leave(ref, fields.room());
            case "send" -> send(ref, fields);
            case "history" -> history(ref, fields);
            case "members" -> new Command.Members(ref, fields.room(), fields.text("cursor"));
            case "rooms" -> new Command.Rooms(ref, fields.text("query"), fields.text("cursor"), fields.flag("watch"));
            case "rename" -> new Command.Rename(ref, new Name(fields.requiredText("name")));
            case "ping" -> new Command.Ping(ref);
            default ->
                throw Problem.unsupported("op: expected hello, join, leave, send, history, members, rooms, rename or "
                        + "ping, got " + Quote.of(op));
        };
    }

    private static Command hello(Optional<String> ref, JsonFields fields) {
        return new Command.Hello(
                ref,
                fields.text("token"),
                fields.text("name").map(Name::new),
                fields.objects("resume").stream().map(CommandReader::resume).toList());
    }

    private static Resume resume(JsonFields entry) {
        return new Resume(
                entry.room(), entry.position().orElseThrow(() -> entry.missing("epoch", "a string and seq beside it")));
    }

    private Command send(Optional<String> ref, JsonFields fields) {
        return new Command.Send(
                ref,
                fields.room(),
                new Cid(fields.requiredText("cid")),
                fields.text("text").map(text -> bounded("text", text, limits.textSize())),
                fields.json("data").map(data -> {
                    bounded("data", data.text(), limits.dataSize());
                    return data;
                }),
                fields.text("to").map(Audience::of).orElse(Audience.ROOM),
                fields.number("reply"),
                fields.texts("mentions"));
    }

    private static String bounded(String field, String text, int limit) {
        int size = Utf8.length(text);
        if (size > limit) {
            throw Problem.tooLarge("%s: expected at most %d bytes (parley.limits.%s-size), got %d"
                    .formatted(field, limit, field, size));
        }
        return text;
    }

    private static Command history(Optional<String> ref, JsonFields fields) {
        OptionalLong limit = fields.number("limit");
        return new Command.History(ref, fields.room(), fields.number("before"), fields.number("after"), (int)
                Math.min(Integer.MAX_VALUE, limit.orElse(Command.History.DEFAULT_LIMIT)));
    }
}
