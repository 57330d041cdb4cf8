package chat.parley.delivery;

import chat.parley.protocol.Cursors;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/// What travels under a room's topic, read: a first line that says what it is, then a line for each thing.
/// `log <epoch> <time>` — log events: `<seq> <session left out>\t<event>`; one that a single user sees is
/// `<seq> <session left out> <user>\t<event>\t<what others have at this seq>`. Where messages are traced, their
/// contexts follow the time, a word each.
/// `here <members> <online>` — people came (`+<user>`) or went (`-<user>`); in a direct room the user follows
/// who alone is told.
/// `pass` — events that are not stored.
/// `out <user> <reason>` — a user is no member any more.
/// `changed <user>` — what he, or with `*` everybody, sees of the room changed: his role, its title.
/// `receipt <user left out or nothing>` — how far members are by now: `<user> <seq received> <seq read>`, 0 for
/// what did not move.
/// `renamed <which>` — a member's new name, in each room of his: to be told to everybody once.
/// `emit <session left out>` — events of a client's own.
/// `typing <pod>` — who is writing through that pod, all of them: `<ms> <user> <name>`.
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

    /// A word of the first line, the kind being the first.
    String word(int index) {
        return words.get(index);
    }

    long number(int index) {
        return Long.parseLong(word(index));
    }

    /// The words from this one on.
    List<String> words(int from) {
        return from < words.size() ? words.subList(from, words.size()) : List.of();
    }

    public List<LogEvent> log() {
        List<LogEvent> lines = new ArrayList<>();
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
            lines.add(line(seq, leftOut, text, at + 1, end));
            from = end + 1;
        }
        return lines;
    }

    private static LogEvent line(long seq, String leftOut, byte[] text, int from, int end) {
        int blank = leftOut.indexOf(' ');
        if (blank < 0) {
            return new LogEvent(seq, leftOut, text, from, end - from);
        }
        int tab = from;
        while (text[tab] != '\t') {
            tab++;
        }
        return new LogEvent(
                seq, leftOut.substring(0, blank), text, from, tab - from, leftOut.substring(blank + 1), end - tab - 1);
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
