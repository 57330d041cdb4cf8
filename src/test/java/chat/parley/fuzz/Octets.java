package chat.parley.fuzz;

import chat.parley.kit.RawSocket;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// A client's frames byte by byte (RFC 6455 section 5.2), valid and invalid ones.
final class Octets {

    static final int FIN = RawSocket.FIN;
    static final int CONTINUATION = 0;
    static final int TEXT = RawSocket.TEXT;
    static final int BINARY = 2;
    static final int CLOSE = RawSocket.CLOSE;
    static final int PING = 9;
    static final int PONG = 10;
    static final int MASKED = 0x80;

    /// Any mask would do, but a mask of zeros would hide a wrong one.
    private static final int MASK = 0x37FA213D;

    private Octets() {}

    /// A valid frame, with the shortest form of its length.
    static byte[] frame(int first, byte... payload) {
        return frame(first, MASK, payload);
    }

    static byte[] frame(int first, int mask, byte[] payload) {
        return all(head(first, payload.length), masked(mask, payload));
    }

    /// The first byte and the length, as for `length` bytes to come.
    static byte[] head(int first, long length) {
        if (length <= 125) {
            return bytes(first, MASKED | (int) length);
        }
        return length <= 0xFFFF ? head16(first, (int) length) : head64(first, length);
    }

    /// The same in 16 bits, whether or not it needs them.
    static byte[] head16(int first, int length) {
        return bytes(first, MASKED | 126, length >> 8, length);
    }

    /// The same in 64 bits.
    static byte[] head64(int first, long length) {
        return all(
                bytes(first, MASKED | 127),
                ByteBuffer.allocate(Long.BYTES).putLong(length).array());
    }

    /// The mask and the masked bytes.
    static byte[] masked(int mask, byte... payload) {
        byte[] out = ByteBuffer.allocate(Integer.BYTES + payload.length)
                .putInt(mask)
                .put(payload)
                .array();
        for (int i = 0; i < payload.length; i++) {
            out[Integer.BYTES + i] ^= (byte) (mask >>> (8 * (3 - i % 4)));
        }
        return out;
    }

    static byte[] text(String text) {
        return frame(FIN | TEXT, utf8(text));
    }

    static byte[] close(int code, byte... reason) {
        return frame(FIN | CLOSE, all(bytes(code >> 8, code), reason));
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static byte[] bytes(int... octets) {
        byte[] out = new byte[octets.length];
        for (int i = 0; i < octets.length; i++) {
            out[i] = (byte) octets[i];
        }
        return out;
    }

    static byte[] all(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
