package chat.parley.protocol;

import static java.util.Map.entry;

import chat.parley.protocol.Moderate.Verb;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// The meaning of each golden command.
final class GoldenCommands {

    static final String ADA = "ada00000000000000";
    static final RoomId LOBBY = new RoomId("lobby");

    static final Command.Send POLL = new Command.Send(
            Optional.of("6"),
            LOBBY,
            new Cid("c_43"),
            Optional.of("Look, Ada"),
            Optional.of(new Json("{\"kind\":\"poll\",\"options\":[\"tea\",1.5,null,true]}")),
            SendTarget.OTHERS,
            Optional.of(MessageRef.at(42)),
            List.of(ADA));

    static final String GRACE = "grace000000000000";
    static final RoomId GARDEN = new RoomId("g:k3J9-x_Q");
    static final Change.Edit EDIT =
            new Change.Edit(Optional.of("17"), LOBBY, MessageRef.at(42), new Cid("c-45"), "Good morning all ☕");
    static final Change.Delete DELETE = new Change.Delete(Optional.of("18"), LOBBY, MessageRef.at(41), new Cid("c-46"));
    static final Change.React REACT = react("c-47", true);
    static final EphemeralCommand.Emit SCORE = new EphemeralCommand.Emit(
            Optional.of("20"),
            new EventName("board:score"),
            Optional.of(new Json("{\"ada\":3,\"grace\":2}")),
            EmitTarget.ROOM,
            Optional.of(GARDEN));
    static final EphemeralCommand.Emit DRILL = new EphemeralCommand.Emit(
            Optional.of("20"), new EventName("fire-drill"), Optional.empty(), EmitTarget.ALL, Optional.empty());

    static final Map<String, Command> ALL = Map.ofEntries(
            entry(
                    "command-edit-of",
                    new Change.Edit(
                            Optional.of("17"),
                            LOBBY,
                            MessageRef.of(ADA + ".c-42"),
                            new Cid("c-45"),
                            "Good morning all ☕")),
            entry(
                    "command-send-of",
                    new Command.Send(
                            Optional.of("6"),
                            Destination.of("lobby"),
                            new Cid("c_43"),
                            Optional.of("Tea, please"),
                            Optional.empty(),
                            SendTarget.ROOM,
                            Optional.of(MessageRef.of(ADA + ".c-42")),
                            List.of())),
            entry(
                    "command-hello",
                    new Command.Hello(
                            Optional.of("1"),
                            Optional.of("header.claims.signature"),
                            Optional.empty(),
                            List.of(
                                    new Resume(LOBBY, new Position("e1", 41)),
                                    new Resume(GARDEN, new Position("e1", 7))))),
            entry(
                    "command-hello-guest",
                    new Command.Hello(Optional.of("1"), Optional.empty(), Optional.of(new Name("Ada")), List.of())),
            entry("command-join", new Command.Join(Optional.of("2"), LOBBY, Optional.empty())),
            entry("command-join-since", new Command.Join(Optional.of("3"), LOBBY, Optional.of(new Position("e1", 41)))),
            entry("command-leave", new Command.Leave(Optional.of("4"), new RoomId("tea-house"))),
            entry(
                    "command-send",
                    new Command.Send(
                            Optional.of("5"),
                            LOBBY,
                            new Cid("c-42"),
                            Optional.of("Good morning ☕"),
                            Optional.empty(),
                            SendTarget.ROOM,
                            Optional.empty(),
                            List.of())),
            entry("command-send-data", POLL),
            entry(
                    "command-send-direct",
                    new Command.Send(
                            Optional.of("16"),
                            new Person(GRACE),
                            new Cid("c-44"),
                            Optional.of("Tea at four?"),
                            Optional.empty(),
                            SendTarget.ROOM,
                            Optional.empty(),
                            List.of())),
            entry("command-edit", EDIT),
            entry("command-delete", DELETE),
            entry("command-react", REACT),
            entry("command-react-off", react("c-48", false)),
            entry("command-emit", SCORE),
            entry(
                    "command-emit-others",
                    new EphemeralCommand.Emit(
                            Optional.of("20"),
                            new EventName("cursor.moved"),
                            Optional.of(new Json("[12,40.5]")),
                            EmitTarget.OTHERS,
                            Optional.of(GARDEN))),
            entry("command-emit-all", DRILL),
            entry(
                    "command-emit-self",
                    new EphemeralCommand.Emit(
                            Optional.of("20"),
                            new EventName("echo"),
                            Optional.of(new Json("\"hello\"")),
                            EmitTarget.SELF,
                            Optional.empty())),
            entry("command-received", new CursorCommand.Received(Optional.of("21"), LOBBY, 43)),
            entry("command-read", new CursorCommand.Read(Optional.of("22"), LOBBY, 42, false)),
            entry("command-read-quiet", new CursorCommand.Read(Optional.of("22"), LOBBY, 43, true)),
            entry("command-typing", new EphemeralCommand.Typing(Optional.of("23"), GARDEN, true)),
            entry("command-receipts", new Command.Receipts(Optional.of("24"), GARDEN, 7)),
            entry("command-reactors", reactors("39", Optional.empty())),
            entry("command-reactors-next", reactors("40", Optional.of(GRACE))),
            entry(
                    "command-create-private",
                    new Create(
                            Optional.of("25"),
                            new Title("Gardeners"),
                            RoomKind.PRIVATE,
                            Optional.empty(),
                            List.of(GRACE))),
            entry(
                    "command-create-public",
                    new Create(
                            Optional.of("25"),
                            new Title("Tea house"),
                            RoomKind.PUBLIC,
                            Optional.of(new RoomId("tea-house")),
                            List.of())),
            entry("command-title", new Command.Retitle(Optional.of("26"), GARDEN, new Title("Gardeners & friends"))),
            entry(
                    "command-set",
                    new Command.SetRoom(
                            Optional.of("46"),
                            GARDEN,
                            Optional.of(new Title("News of the garden")),
                            Optional.of(Writers.MODERATORS))),
            entry(
                    "command-set-write",
                    new Command.SetRoom(Optional.of("46"), GARDEN, Optional.empty(), Optional.of(Writers.MEMBERS))),
            entry(
                    "command-topic",
                    new Command.ChangeTopic(
                            Optional.of("41"), GARDEN, new Topic("What grows where, and who waters it"))),
            entry("command-topic-none", new Command.ChangeTopic(Optional.of("41"), GARDEN, new Topic(""))),
            entry("command-mark", new Command.Mark(Optional.of("42"), LOBBY, OptionalLong.of(42))),
            entry("command-mark-none", new Command.Mark(Optional.of("43"), LOBBY, OptionalLong.empty())),
            entry("command-notify", new Command.Notify(Optional.of("44"), LOBBY, NotifyLevel.MENTIONS)),
            entry("command-invite", moderate("27", Verb.INVITE)),
            entry("command-kick", moderate("28", Verb.KICK)),
            entry("command-ban", moderate("29", Verb.BAN)),
            entry("command-ban-for", moderateFor("29", Verb.BAN, 3_600_000)),
            entry("command-unban", moderate("30", Verb.UNBAN)),
            entry("command-mute", moderate("31", Verb.MUTE)),
            entry("command-mute-for", moderateFor("31", Verb.MUTE, 60_000)),
            entry("command-unmute", moderate("32", Verb.UNMUTE)),
            entry("command-promote", moderate("33", Verb.PROMOTE)),
            entry("command-demote", moderate("34", Verb.DEMOTE)),
            entry("command-block", new Command.Block(Optional.of("35"), GRACE, true)),
            entry("command-unblock", new Command.Block(Optional.of("36"), GRACE, false)),
            entry("command-history", history("7", OptionalLong.empty(), OptionalLong.empty(), 50)),
            entry("command-history-before", history("8", OptionalLong.of(42), OptionalLong.empty(), 20)),
            entry("command-history-after", history("9", OptionalLong.empty(), OptionalLong.of(40), 100)),
            entry(
                    "command-history-since",
                    new Command.History(
                            Optional.of("45"),
                            LOBBY,
                            OptionalLong.empty(),
                            OptionalLong.empty(),
                            OptionalLong.of(1_767_225_600_000L),
                            50)),
            entry("command-members", members("10", Optional.empty(), Optional.empty(), Optional.empty())),
            entry("command-members-next", members("11", Optional.empty(), Optional.empty(), Optional.of("100"))),
            entry(
                    "command-members-query",
                    members("37", Optional.of(new Query("first la")), Optional.empty(), Optional.empty())),
            entry(
                    "command-members-only",
                    new Command.Members(
                            Optional.of("38"),
                            GARDEN,
                            Optional.empty(),
                            Optional.of(Restriction.MUTED),
                            Optional.empty())),
            entry(
                    "command-rooms",
                    new Command.Rooms(
                            Optional.of("12"), Optional.of(new Query("tea")), Optional.empty(), Optional.of(true))),
            entry(
                    "command-rooms-next",
                    new Command.Rooms(Optional.of("13"), Optional.empty(), Optional.of("50"), Optional.empty())),
            entry("command-rename", new Command.Rename(Optional.of("14"), new Name("Ada L."))),
            entry("command-ping", new Command.Ping(Optional.of("15"))));

    private GoldenCommands() {}

    private static Command members(
            String ref, Optional<Query> query, Optional<Restriction> only, Optional<String> cursor) {
        return new Command.Members(Optional.of(ref), LOBBY, query, only, cursor);
    }

    private static Command reactors(String ref, Optional<String> cursor) {
        return new Command.Reactors(Optional.of(ref), LOBBY, 42, new Emoji("👍"), cursor);
    }

    private static Change.React react(String cid, boolean on) {
        return new Change.React(Optional.of("19"), LOBBY, MessageRef.at(42), new Cid(cid), new Emoji("👍"), on);
    }

    private static Command moderate(String ref, Verb verb) {
        return new Moderate(Optional.of(ref), verb, GARDEN, GRACE, OptionalLong.empty());
    }

    private static Command moderateFor(String ref, Verb verb, long millis) {
        return new Moderate(Optional.of(ref), verb, GARDEN, GRACE, OptionalLong.of(millis));
    }

    private static Command history(String ref, OptionalLong before, OptionalLong after, int limit) {
        return new Command.History(Optional.of(ref), LOBBY, before, after, limit);
    }
}
