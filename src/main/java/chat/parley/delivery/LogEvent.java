package chat.parley.delivery;

import chat.parley.history.MissedEvents;
import chat.parley.websocket.FrameEncoder;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

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
