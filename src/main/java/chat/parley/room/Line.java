package chat.parley.room;

import chat.parley.wire.Frames;
import io.netty.buffer.ByteBuf;

/// One log event on its way to the sessions: its seq, the session it is not shown to (empty for none), and where its
/// JSON stands in what the backplane brought.
record Line(long seq, String leftOut, byte[] text, int from, int length) {

    void frameInto(ByteBuf out) {
        Frames.appendText(out, text, from, length);
    }
}
