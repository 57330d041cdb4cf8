package chat.parley.delivery;

import chat.parley.history.MissedEvents;
import chat.parley.websocket.FrameEncoder;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// A log event to be delivered to sessions: its seq, the session that does not get it (empty for none), and
/// where its JSON is in the text received from the backplane.
public final class LogEvent {

    private final long seq;
    private final String leftOut;
    private final byte[] text;
    private final int from;
    private final int length;
    private final String only;
    private final int otherwise;

    LogEvent(long seq, String leftOut, byte[] text, int from, int length) {
        this(seq, leftOut, text, from, length, "", 0);
    }

    /// @param only the single user who sees it; empty for everybody
    /// @param otherwise the length of the event that others get at its seq, which follows this one and a tab
    LogEvent(long seq, String leftOut, byte[] text, int from, int length, String only, int otherwise) {
        this.seq = seq;
        this.leftOut = leftOut;
        this.text = text;
        this.from = from;
        this.length = length;
        this.only = only;
        this.otherwise = otherwise;
    }

    /// Reads events as they are published, a line each: `<seq> <session left out>\t<event>`; one for a single
    /// user is `<seq> <session left out> <user>\t<event>\t<event of others at this seq>`.
    static List<LogEvent> readAll(byte[] text, int start) {
        List<LogEvent> events = new ArrayList<>();
        for (int from = start; from < text.length; ) {
            int end = lineEnd(text, from);
            events.add(read(text, from, end));
            from = end + 1;
        }
        return events;
    }

    private static LogEvent read(byte[] text, int from, int end) {
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
        return read(seq, leftOut, text, at + 1, end);
    }

    private static LogEvent read(long seq, String leftOut, byte[] text, int from, int end) {
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

    /// The end of the line that begins at `from`, without its line break.
    static int lineEnd(byte[] text, int from) {
        int at = from;
        while (at < text.length && text[at] != '\n') {
            at++;
        }
        return at;
    }

    /// An event outside the log that is delivered after `seq`.
    static LogEvent behind(long seq, byte[] event) {
        return new LogEvent(seq, "", event, 0, event.length);
    }

    /// A missed event that was read from the log.
    static LogEvent of(MissedEvents.Event event) {
        byte[] text = event.text().getBytes(StandardCharsets.UTF_8);
        if (event.only().isEmpty()) {
            return new LogEvent(event.position().seq(), "", text, 0, text.length);
        }
        MissedEvents.Only only = event.only().get();
        byte[] both = (event.text() + "\t" + only.instead()).getBytes(StandardCharsets.UTF_8);
        return new LogEvent(
                event.position().seq(), "", both, 0, text.length, only.user(), both.length - text.length - 1);
    }

    public long seq() {
        return seq;
    }

    String leftOut() {
        return leftOut;
    }

    /// Whether all users see the same.
    boolean common() {
        return only.isEmpty();
    }

    /// The event as `user` sees it.
    LogEvent to(String user) {
        return common() || only.equals(user) ? this : new LogEvent(seq, "", text, from + length + 1, otherwise);
    }

    int length() {
        return length;
    }

    /// The event's JSON.
    @Override
    public String toString() {
        return new String(text, from, length, StandardCharsets.UTF_8);
    }

    void frameInto(ByteBuf out) {
        FrameEncoder.appendText(out, text, from, length);
    }
}
