package chat.parley.room;

import chat.parley.wire.Frames;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/// One log event on its way to the sessions: its seq, the session it is not shown to (empty for none), and where its
/// JSON stands in what the backplane brought.
final class Line {

    private final long seq;
    private final String leftOut;
    private final byte[] text;
    private final int from;
    private final int length;

    Line(long seq, String leftOut, byte[] text, int from, int length) {
        this.seq = seq;
        this.leftOut = leftOut;
        this.text = text;
        this.from = from;
        this.length = length;
    }

    long seq() {
        return seq;
    }

    String leftOut() {
        return leftOut;
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
        Frames.appendText(out, text, from, length);
    }
}
