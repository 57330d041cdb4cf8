package chat.parley.delivery;

import chat.parley.history.MissedEvents;
import chat.parley.websocket.FrameEncoder;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/// One log event on its way to the sessions: its seq, the session it is not shown to (empty for none), and where its
/// JSON stands in what the backplane brought.
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

    /// @param only the one user who sees it; empty for everybody
    /// @param otherwise how long the event is, behind this one and a tab, that others have at its seq
    LogEvent(long seq, String leftOut, byte[] text, int from, int length, String only, int otherwise) {
        this.seq = seq;
        this.leftOut = leftOut;
        this.text = text;
        this.from = from;
        this.length = length;
        this.only = only;
        this.otherwise = otherwise;
    }

    /// What is not of the log and has its place behind `seq`.
    static LogEvent behind(long seq, byte[] event) {
        return new LogEvent(seq, "", event, 0, event.length);
    }

    /// What was missed and read from the log.
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

    /// Whether all see the same.
    boolean common() {
        return only.isEmpty();
    }

    /// The line as `user` sees it.
    LogEvent to(String user) {
        return common() || only.equals(user) ? this : new LogEvent(seq, "", text, from + length + 1, otherwise);
    }

    int length() {
        return length;
    }

    /// The event.
    @Override
    public String toString() {
        return new String(text, from, length, StandardCharsets.UTF_8);
    }

    void frameInto(ByteBuf out) {
        FrameEncoder.appendText(out, text, from, length);
    }
}
