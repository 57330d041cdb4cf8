package chat.parley.bench.load;

import static java.lang.Math.min;

import java.nio.ByteBuffer;

/// RFC 6455 as a client needs it: extracts whole frames from what was read, looking only at headers, and
/// writes masked ones. Buffers are little-endian, as the search in the payload requires; lengths are
/// byte-swapped.
final class FrameCodec {
    static final int TEXT = 1;
    static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;

    /// Receives the frames; a payload is valid until the call returns.
    interface Listener<C> {
        void frame(C client, int opcode, ByteBuffer bytes, int from, int length);
    }

    private FrameCodec() {}

    /// Delivers every whole frame from the buffer's position on and leaves the position after the last of
    /// them.
    /// @throws IllegalStateException for what no server sends here: a masked, fragmented or too large frame
    static <C> void each(ByteBuffer bytes, C client, Listener<C> listener) {
        int at = bytes.position();
        int end = bytes.limit();
        while (end - at >= 2) {
            int size = bytes.get(at + 1);
            int head = size < 126 ? 2 : size == 126 ? 4 : 10;
            if (size < 0 || bytes.get(at) >= 0) {
                throw new IllegalStateException("expected a whole, unmasked frame, got one that begins with %02x %02x"
                        .formatted(bytes.get(at) & 0xff, size & 0xff));
            }
            if (end - at < head) {
                break;
            }
            long length = head == 2 ? size : head == 4 ? shortAt(bytes, at + 2) : longAt(bytes, at + 2);
            if (end - at - head < length) {
                break;
            }
            listener.frame(client, bytes.get(at) & 15, bytes, at + head, (int) length);
            at += head + (int) length;
        }
        bytes.position(min(at, end));
    }

    private static long shortAt(ByteBuffer bytes, int at) {
        return Short.reverseBytes(bytes.getShort(at)) & 0xffffL;
    }

    private static long longAt(ByteBuffer bytes, int at) {
        long length = Long.reverseBytes(bytes.getLong(at));
        if (length < 0 || length > Integer.MAX_VALUE) {
            throw new IllegalStateException("expected a frame below 2 GiB, got one of " + length + " bytes");
        }
        return length;
    }

    /// Writes one masked frame with the payload's remaining bytes.
    static void write(ByteBuffer out, int opcode, ByteBuffer payload, int mask) {
        int length = payload.remaining();
        out.put((byte) (0x80 | opcode));
        if (length < 126) {
            out.put((byte) (0x80 | length));
        } else if (length < 1 << 16) {
            out.put((byte) (0x80 | 126)).putShort(Short.reverseBytes((short) length));
        } else {
            out.put((byte) (0x80 | 127)).putLong(Long.reverseBytes(length));
        }
        out.putInt(mask);
        while (payload.remaining() >= 4) {
            out.putInt(payload.getInt() ^ mask);
        }
        for (int shift = 0; payload.hasRemaining(); shift += 8) {
            out.put((byte) (payload.get() ^ mask >>> shift));
        }
    }
}
