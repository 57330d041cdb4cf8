package chat.parley.protocol;

import static java.util.Map.entry;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// What each golden command says.
final class GoldenCommands {

    static final String ADA = "ada00000000000000";
    static final RoomId LOBBY = new RoomId("lobby");

    static final Command.Send POLL = new Command.Send(
            Optional.of("6"),
            LOBBY,
            new Cid("c_43"),
            Optional.of("Look, Ada"),
            Optional.of(new Json("{\"kind\":\"poll\",\"options\":[\"tea\",1.5,null,true]}")),
            Audience.OTHERS,
            OptionalLong.of(42),
            List.of(ADA));

    static final Map<String, Command> ALL = Map.ofEntries(
            entry(
                    "command-hello",
                    new Command.Hello(
                            Optional.of("1"),
                            Optional.of("header.claims.signature"),
                            Optional.empty(),
                            List.of(
                                    new Resume(LOBBY, new Position("e1", 41)),
                                    new Resume(new RoomId("g:k3J9-x_Q"), new Position("e1", 7))))),
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
                            Audience.ROOM,
                            OptionalLong.empty(),
                            List.of())),
            entry("command-send-data", POLL),
            entry("command-history", history("7", OptionalLong.empty(), OptionalLong.empty(), 50)),
            entry("command-history-before", history("8", OptionalLong.of(42), OptionalLong.empty(), 20)),
            entry("command-history-after", history("9", OptionalLong.empty(), OptionalLong.of(40), 100)),
            entry("command-members", new Command.Members(Optional.of("10"), LOBBY, Optional.empty())),
            entry("command-members-next", new Command.Members(Optional.of("11"), LOBBY, Optional.of("100"))),
            entry(
                    "command-rooms",
                    new Command.Rooms(Optional.of("12"), Optional.of("tea"), Optional.empty(), Optional.of(true))),
            entry(
                    "command-rooms-next",
                    new Command.Rooms(Optional.of("13"), Optional.empty(), Optional.of("50"), Optional.empty())),
            entry("command-rename", new Command.Rename(Optional.of("14"), new Name("Ada L."))),
            entry("command-ping", new Command.Ping(Optional.of("15"))));

    private GoldenCommands() {}

    private static Command history(String ref, OptionalLong before, OptionalLong after, int limit) {
        return new Command.History(Optional.of(ref), LOBBY, before, after, limit);
    }
}
