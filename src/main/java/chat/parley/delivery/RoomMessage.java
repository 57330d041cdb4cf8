package chat.parley.delivery;

import chat.parley.protocol.Cursors;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/// A message on a room's topic. Its first line has the kind, followed by one line per item:
/// - `log <epoch> <time>` — log events: `<seq> <session left out>\t<event>`; an event for a single user is
///   `<seq> <session left out> <user>\t<event>\t<event of others at this seq>`. Contexts of traced messages
///   follow the time, one word each.
/// - `here <members> <online>` — users came online (`+<user>`) or went offline (`-<user>`); in a direct room
///   followed by the only user who gets it.
/// - `pass` — ephemeral events.
/// - `out <user> <reason>` — a user is not a member any more.
/// - `changed <user>` — what the user, or with `*` everybody, sees of the room changed: their role, its
///   title.
/// - `receipt <user left out or nothing>` — current cursors of members: `<user> <seq received> <seq read>`, 0
///   if it did not move.
/// - `renamed <which>` — a member's new name, in each of their rooms: delivered to each session once.
/// - `emit <session left out>` — events of a client.
/// - `typing <pod>` — all users who are typing through that pod: `<ms> <user> <name>`.
public final class RoomMessage {

    private final List<String> words;
    private final byte[] text;
    private final int start;

    private RoomMessage(List<String> words, byte[] text, int start) {
        this.words = words;
        this.text = text;
        this.start = start;
    }

    public static RoomMessage read(byte[] text) {
        int end = lineEnd(text, 0);
        String[] words = new String(text, 0, end, StandardCharsets.UTF_8).split(" ", -1);
        return new RoomMessage(List.of(words), text, Math.min(text.length, end + 1));
    }

    public String kind() {
        return words.getFirst();
    }

    /// A word of the first line; index 0 is the kind.
    String word(int index) {
        return words.get(index);
    }

    long number(int index) {
        return Long.parseLong(word(index));
    }

    /// The words of the first line from this index on.
    List<String> words(int from) {
        return from < words.size() ? words.subList(from, words.size()) : List.of();
    }

    public List<LogEvent> log() {
        List<LogEvent> events = new ArrayList<>();
        for (int from = start; from < text.length; ) {
            int end = lineEnd(text, from);
            long seq = 0;
            int at = from;
            while (text[at] != ' ') {
                seq = seq * 10 + text[at++] - '0';
            }
            int left = ++at;
            while (text[at] != '\t') {
                at++;
            }
            String leftOut = at == left ? "" : new String(text, left, at - left, StandardCharsets.US_ASCII);
            events.add(event(seq, leftOut, text, at + 1, end));
            from = end + 1;
        }
        return events;
    }

    private static LogEvent event(long seq, String leftOut, byte[] text, int from, int end) {
        int space = leftOut.indexOf(' ');
        if (space < 0) {
            return new LogEvent(seq, leftOut, text, from, end - from);
        }
        int tab = from;
        while (text[tab] != '\t') {
            tab++;
        }
        return new LogEvent(
                seq, leftOut.substring(0, space), text, from, tab - from, leftOut.substring(space + 1), end - tab - 1);
    }

    List<Cursors> cursors() {
        return lines().stream()
                .map(line -> line.split(" ", 3))
                .map(words -> new Cursors(words[0], moved(words[1]), moved(words[2])))
                .toList();
    }

    private static OptionalLong moved(String seq) {
        return seq.equals("0") ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(seq));
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (int from = start; from < text.length; ) {
            int end = lineEnd(text, from);
            lines.add(new String(text, from, end - from, StandardCharsets.UTF_8));
            from = end + 1;
        }
        return lines;
    }

    private static int lineEnd(byte[] text, int from) {
        int at = from;
        while (at < text.length && text[at] != '\n') {
            at++;
        }
        return at;
    }
}
