package chat.parley.websocket;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Encodes server frames (RFC 6455 section 5.2): unmasked, unfragmented, encoded once however many sockets
/// get them.
public final class FrameEncoder {

    private static final int LAST_TEXT = 0x81;
    private static final int LAST_CLOSE = 0x88;
    private static final int LAST_PING = 0x89;
    private static final int LAST_PONG = 0x8A;
    /// The longest reason that fits into a control frame beside the code.
    private static final int LONGEST_REASON = 123;

    private FrameEncoder() {}

    /// A text frame; the caller owns the buffer.
    public static ByteBuf text(byte[] payload) {
        ByteBuf out = PooledByteBufAllocator.DEFAULT.directBuffer(payload.length + 10);
        appendText(out, payload, 0, payload.length);
        return out;
    }

    /// Appends a text frame to `out`, which may already hold other whole frames.
    public static void appendText(ByteBuf out, byte[] bytes, int from, int length) {
        out.writeByte(LAST_TEXT);
        if (length <= 125) {
            out.writeByte(length);
        } else if (length <= 0xFFFF) {
            out.writeByte(126).writeShort(length);
        } else {
            out.writeByte(127).writeLong(length);
        }
        out.writeBytes(bytes, from, length);
    }

    static ByteBuf close(int code, String reason) {
        byte[] text = cut(reason.getBytes(StandardCharsets.UTF_8));
        ByteBuf out = PooledByteBufAllocator.DEFAULT.directBuffer(text.length + 4);
        return out.writeByte(LAST_CLOSE)
                .writeByte(text.length + 2)
                .writeShort(code)
                .writeBytes(text);
    }

    static ByteBuf pong(byte[] payload) {
        ByteBuf out = PooledByteBufAllocator.DEFAULT.directBuffer(payload.length + 2);
        return out.writeByte(LAST_PONG).writeByte(payload.length).writeBytes(payload);
    }

    static ByteBuf ping() {
        return PooledByteBufAllocator.DEFAULT
                .directBuffer(2)
                .writeByte(LAST_PING)
                .writeByte(0);
    }

    /// Cuts before the first character that does not fit completely.
    private static byte[] cut(byte[] utf8) {
        int end = Math.min(utf8.length, LONGEST_REASON);
        while (end < utf8.length && end > 0 && (utf8[end] & 0xC0) == 0x80) {
            end--;
        }
        return Arrays.copyOf(utf8, end);
    }
}
