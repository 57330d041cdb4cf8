package chat.parley.websocket;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;

/// Frames as a client sends them, valid or invalid, made byte by byte.
final class ClientFrames {

    static final int TEXT = 0x1;
    static final int BINARY = 0x2;
    static final int CONTINUATION = 0x0;
    static final int CLOSE = 0x8;
    static final int PING = 0x9;
    static final int PONG = 0xA;

    private static final int MASK = 0x1F2E3D4C;

    private ClientFrames() {}

    static ByteBuf text(String text) {
        return frame(true, TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    static ByteBuf close(int code, String reason) {
        byte[] text = reason.getBytes(StandardCharsets.UTF_8);
        byte[] payload = new byte[text.length + 2];
        payload[0] = (byte) (code >> 8);
        payload[1] = (byte) code;
        System.arraycopy(text, 0, payload, 2, text.length);
        return frame(true, CLOSE, payload);
    }

    static ByteBuf frame(boolean last, int opcode, byte... payload) {
        ByteBuf out = head((last ? 0x80 : 0) | opcode, payload.length);
        return masked(out, payload);
    }

    /// The first two bytes and the length in its shortest form.
    static ByteBuf head(int first, long length) {
        ByteBuf out = Unpooled.buffer().writeByte(first);
        if (length <= 125) {
            out.writeByte(0x80 | (int) length);
        } else if (length <= 0xFFFF) {
            out.writeByte(0x80 | 126).writeShort((int) length);
        } else {
            out.writeByte(0x80 | 127).writeLong(length);
        }
        return out;
    }

    static ByteBuf masked(ByteBuf out, byte... payload) {
        out.writeInt(MASK);
        for (int i = 0; i < payload.length; i++) {
            out.writeByte(payload[i] ^ (MASK >> (8 * (3 - i % 4))));
        }
        return out;
    }

    static ByteBuf all(ByteBuf... frames) {
        return Unpooled.wrappedBuffer(frames);
    }
}
