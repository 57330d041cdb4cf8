package chat.parley.delivery;

import chat.parley.protocol.Cursors;
import chat.parley.protocol.Event.RoomGone.Reason;
import chat.parley.protocol.User;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/// A message on a room's topic for all pods with a session in the room. Its first line has the kind, followed
/// by one line per item; scripts publish all of them (src/docs/data.md, Topics).
public sealed interface RoomMessage {

    /// Messages of other releases.
    UnknownMessages UNKNOWN = new UnknownMessages();

    /// `log <epoch> <time> [<trace context> …]`: log events, as [LogEvent#readAll] reads them.
    record Log(String epoch, long storedAt, List<String> contexts, List<LogEvent> events) implements RoomMessage {}

    /// `here <members> <online> [<viewer>]`: users came online (`+<user> <name>`) or went offline
    /// (`-<user> <name>`).
    ///
    /// @param viewer in a direct room the only user who gets it
    record Presence(long members, long online, Optional<String> viewer, List<Move> moves) implements RoomMessage {}

    /// A user who came online or went offline.
    record Move(User user, boolean online) {}

    /// `out <user> <reason>`: a user is not a member any more.
    record Removed(String user, Reason reason) implements RoomMessage {}

    /// `changed <user>`: what the user, or with [#EVERYBODY] everybody, sees of the room changed: their role,
    /// its title.
    record Changed(String user) implements RoomMessage {
        static final String EVERYBODY = "*";
    }

    /// `receipt <user left out or nothing>`: current cursors of members, `<user> <seq received> <seq read>`, 0
    /// if it did not move.
    record Receipt(String leftOut, List<Cursors> cursors) implements RoomMessage {}

    /// `renamed <which>`: events with a member's new name, published in each of their rooms: delivered to each
    /// session once.
    record Renamed(String which, List<String> events) implements RoomMessage {}

    /// `emit <session left out>`: events of a client.
    record Emitted(String leftOut, List<String> events) implements RoomMessage {

        /// The message as it is published.
        public String text() {
            return "emit " + leftOut + "\n" + String.join("\n", events) + "\n";
        }
    }

    /// `echo <user> <session left out>`: events of a user whom the other in a direct room has blocked, for their
    /// own sessions.
    record Echoed(String user, String leftOut, List<String> events) implements RoomMessage {}

    /// `typing <pod>`: all users who are typing through that pod, `<ms> <user> <name>`.
    record Typing(String pod, List<Typist> typists) implements RoomMessage {}

    /// A user who is typing, and for how long they are shown.
    record Typist(User user, long millis) {}

    /// Reads a message; empty if only another release knows it. Ignores additional words. `text` belongs to
    /// the message from now on.
    static Optional<RoomMessage> read(byte[] text) {
        int end = LogEvent.lineEnd(text, 0);
        String[] words = new String(text, 0, end, StandardCharsets.UTF_8).split(" ", -1);
        int start = Math.min(text.length, end + 1);
        return switch (words[0]) {
            case "log" ->
                Optional.of(new Log(
                        words[1], Long.parseLong(words[2]), wordsFrom(3, words), LogEvent.readAll(text, start)));
            case "here" ->
                Optional.of(new Presence(
                        Long.parseLong(words[1]),
                        Long.parseLong(words[2]),
                        wordsFrom(3, words).stream().findFirst(),
                        items(text, start, RoomMessage::move)));
            case "out" -> Optional.of(new Removed(words[1], Reason.of(words[2])));
            case "changed" -> Optional.of(new Changed(words[1]));
            case "receipt" -> Optional.of(new Receipt(words[1], items(text, start, RoomMessage::cursors)));
            case "renamed" -> Optional.of(new Renamed(words[1], items(text, start, event -> event)));
            case "emit" -> Optional.of(new Emitted(words[1], items(text, start, event -> event)));
            case "echo" -> Optional.of(new Echoed(words[1], words[2], items(text, start, event -> event)));
            case "typing" -> Optional.of(new Typing(words[1], items(text, start, RoomMessage::typist)));
            default -> {
                UNKNOWN.met(words[0]);
                yield Optional.empty();
            }
        };
    }

    private static List<String> wordsFrom(int index, String[] words) {
        return index < words.length ? List.of(Arrays.copyOfRange(words, index, words.length)) : List.of();
    }

    private static <T> List<T> items(byte[] text, int start, Function<String, T> item) {
        List<T> items = new ArrayList<>();
        for (int from = start; from < text.length; ) {
            int end = LogEvent.lineEnd(text, from);
            items.add(item.apply(new String(text, from, end - from, StandardCharsets.UTF_8)));
            from = end + 1;
        }
        return items;
    }

    private static Move move(String item) {
        int space = item.indexOf(' ');
        return new Move(new User(item.substring(1, space), item.substring(space + 1)), item.charAt(0) == '+');
    }

    private static Cursors cursors(String item) {
        String[] words = item.split(" ", 3);
        return new Cursors(words[0], moved(words[1]), moved(words[2]));
    }

    private static OptionalLong moved(String seq) {
        return seq.equals("0") ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(seq));
    }

    private static Typist typist(String item) {
        String[] words = item.split(" ", 3);
        return new Typist(new User(words[1], words[2]), Long.parseLong(words[0]));
    }
}
