package chat.parley.protocol;

import chat.parley.protocol.Moderate.Verb;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// Parses a client's frame into a [Command] (protocol.md sections 2–4). Thread-safe.
///
/// Throws a [CloseException] 4500 for anything but one JSON object and [InvalidCommand] for every other
/// fault, with the frame's `ref` if it has one. Unknown fields are ignored; a field that is `null` counts as
/// absent; of duplicate fields the last one counts.
public final class CommandReader {

    private static final int REF_LENGTH = 64;

    private final WireLimits limits;
    private final FrameParser parser;
    private final EntryReader entries;

    public CommandReader(WireLimits limits) {
        this.limits = limits;
        this.parser = new FrameParser(limits);
        this.entries = new EntryReader(limits);
    }

    /// The command that `text` holds.
    public Command read(String text) {
        FrameParser.Parsed parsed = parser.parse(text);
        Optional<String> ref = ref(parsed.fields());
        try {
            requireDepth(parsed);
            return command(ref, parsed.fields());
        } catch (Problem problem) {
            throw new InvalidCommand(ref, meantHello(parsed.fields()), problem);
        }
    }

    /// The command of a request over HTTP, which has no `ref`: `body` as on the socket, one JSON object.
    /// Refuses with a [Problem] whatever is wrong with it.
    ///
    /// @param fixed fields that the request says elsewhere, as in its path; they go before the body's
    /// @param absent fields for a body that does not have them
    public Command read(String body, Map<String, Object> fixed, Map<String, Object> absent) {
        FrameParser.Parsed parsed = parsed(body);
        requireDepth(parsed);
        if (fixed.containsKey("cid")) {
            // A malformed one is refused even beside another.
            parsed.fields().text("cid").ifPresent(Cid::new);
        }
        fixed.forEach(parsed.fields()::put);
        absent.forEach(parsed.fields()::putIfAbsent);
        return command(Optional.empty(), parsed.fields());
    }

    /// An operator's request for a key. Refuses with a [Problem] whatever is wrong with it.
    public KeyRequest readKeyRequest(String body) {
        FrameParser.Parsed parsed = parsed(body);
        requireDepth(parsed);
        return KeyRequest.of(parsed.fields());
    }

    /// A field of a request over HTTP that is no command: `body` is one JSON object, the field a text.
    public String text(String body, String field) {
        FrameParser.Parsed parsed = parsed(body);
        requireDepth(parsed);
        return parsed.fields().requiredText(field);
    }

    private FrameParser.Parsed parsed(String body) {
        try {
            return parser.parse(body);
        } catch (CloseException refused) {
            throw refused.code() == CloseCode.TOO_LARGE
                    ? Problem.tooLarge("expected at most " + limits.frameSize()
                            + " characters of JSON (parley.limits.frame-size), got " + body.length())
                    : Problem.badRequest(refused.reason());
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
            throw InvalidCommand.withoutRef(meantHello(fields), problem);
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
            case "send" -> entries.send(ref, fields);
            case "edit" -> entries.edit(ref, fields);
            case "delete" -> entries.delete(ref, fields);
            case "react" -> entries.react(ref, fields);
            case "emit" -> emit(ref, fields);
            case "received" -> new CursorCommand.Received(ref, fields.room(), fields.requiredNumber("seq"));
            case "read" -> read(ref, fields);
            case "typing" -> new EphemeralCommand.Typing(ref, fields.room(), fields.requiredFlag("on"));
            case "history" -> history(ref, fields);
            case "members" -> members(ref, fields);
            case "receipts" -> new Command.Receipts(ref, fields.room(), fields.requiredNumber("seq"));
            case "reactors" -> reactors(ref, fields);
            case "rooms" -> rooms(ref, fields);
            case "create" -> create(ref, fields);
            case "title" -> new Command.Retitle(ref, fields.room(), new Title(fields.requiredText("title")));
            case "set" ->
                new Command.SetRoom(
                        ref,
                        fields.room(),
                        fields.text("title").map(Title::new),
                        fields.text("write").map(Writers::of));
            case "topic" -> new Command.ChangeTopic(ref, fields.room(), new Topic(fields.requiredText("topic")));
            case "mark" -> new Command.Mark(ref, fields.room(), fields.number("seq"));
            case "notify" -> new Command.Notify(ref, fields.room(), NotifyLevel.of(fields.requiredText("level")));
            case "invite" -> moderate(ref, Verb.INVITE, fields);
            case "kick" -> moderate(ref, Verb.KICK, fields);
            case "ban" -> moderate(ref, Verb.BAN, fields);
            case "unban" -> moderate(ref, Verb.UNBAN, fields);
            case "mute" -> moderate(ref, Verb.MUTE, fields);
            case "unmute" -> moderate(ref, Verb.UNMUTE, fields);
            case "promote" -> moderate(ref, Verb.PROMOTE, fields);
            case "demote" -> moderate(ref, Verb.DEMOTE, fields);
            case "block" -> new Command.Block(ref, fields.user(), true);
            case "unblock" -> new Command.Block(ref, fields.user(), false);
            case "rename" -> new Command.Rename(ref, new Name(fields.requiredText("name")));
            case "ping" -> new Command.Ping(ref);
            default ->
                throw Problem.unsupported("op: expected hello, join, leave, send, edit, delete, react, emit, received, "
                        + "read, typing, history, members, receipts, reactors, rooms, create, title, set, topic, "
                        + "mark, notify, invite, kick, ban, unban, mute, unmute, promote, demote, block, unblock, rename or "
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

    private Command emit(Optional<String> ref, JsonFields fields) {
        return new EphemeralCommand.Emit(
                ref,
                new EventName(fields.requiredText("name")),
                fields.json("data").map(limits::fitting),
                EmitTarget.of(fields.requiredText("to")),
                fields.text("room").map(RoomId::new));
    }

    private static Command read(Optional<String> ref, JsonFields fields) {
        return new CursorCommand.Read(
                ref,
                fields.room(),
                fields.requiredNumber("seq"),
                fields.flag("quiet").orElse(false));
    }

    private static Command history(Optional<String> ref, JsonFields fields) {
        OptionalLong limit = fields.number("limit");
        return new Command.History(
                ref, fields.room(), fields.number("before"), fields.number("after"), fields.number("since"), (int)
                        Math.min(Integer.MAX_VALUE, limit.orElse(Command.History.DEFAULT_LIMIT)));
    }

    private static Command members(Optional<String> ref, JsonFields fields) {
        return new Command.Members(
                ref,
                fields.room(),
                fields.text("query").map(Query::new),
                fields.text("only").map(Restriction::of),
                fields.text("cursor"));
    }

    private static Command reactors(Optional<String> ref, JsonFields fields) {
        return new Command.Reactors(
                ref,
                fields.room(),
                fields.requiredNumber("seq"),
                new Emoji(fields.requiredText("emoji")),
                fields.text("cursor"));
    }

    private static Command rooms(Optional<String> ref, JsonFields fields) {
        return new Command.Rooms(
                ref, fields.text("query").map(Query::new), fields.text("cursor"), fields.flag("watch"));
    }

    private static Command create(Optional<String> ref, JsonFields fields) {
        return new Create(
                ref,
                new Title(fields.requiredText("title")),
                RoomKind.of(fields.requiredText("kind")),
                fields.text("room").map(RoomId::new),
                fields.texts("members"));
    }

    private static Command moderate(Optional<String> ref, Verb verb, JsonFields fields) {
        return new Moderate(ref, verb, fields.room(), fields.user(), fields.number("for"));
    }
}
