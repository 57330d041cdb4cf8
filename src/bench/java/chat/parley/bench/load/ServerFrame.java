package chat.parley.bench.load;

import java.nio.ByteBuffer;

/// A frame as a server sees it, written from RFC 6455 section 5.2 and not from the generator's code, which it checks.
final class ServerFrame {
    private final int opcode;
    private final byte[] payload;

    private ServerFrame(int opcode, byte[] payload) {
        this.opcode = opcode;
        this.payload = payload;
    }

    int opcode() {
        return opcode;
    }

    byte[] payload() {
        return payload;
    }

    /// Reads one masked frame that is complete. The buffer's byte order does not matter.
    static ServerFrame read(ByteBuffer in) {
        int first = in.get() & 0xff;
        int second = in.get() & 0xff;
        if ((second & 0x80) == 0) {
            throw new AssertionError("expected a client's frame to be masked");
        }
        long length = second & 0x7f;
        if (length >= 126) {
            length = bigEndian(in, length == 126 ? 2 : 8);
        }
        byte[] mask = new byte[4];
        in.get(mask);
        byte[] payload = new byte[(int) length];
        in.get(payload);
        for (int i = 0; i < payload.length; i++) {
            payload[i] ^= mask[i % 4];
        }
        return new ServerFrame(first & 0x0f, payload);
    }

    /// Writes one text frame.
    static void write(ByteBuffer out, byte[] payload) {
        out.put((byte) 0x81);
        if (payload.length < 126) {
            out.put((byte) payload.length);
        } else if (payload.length < 65_536) {
            out.put((byte) 126).put((byte) (payload.length >> 8)).put((byte) payload.length);
        } else {
            out.put((byte) 127);
            for (int shift = 56; shift >= 0; shift -= 8) {
                out.put((byte) ((long) payload.length >> shift));
            }
        }
        out.put(payload);
    }

    private static long bigEndian(ByteBuffer in, int bytes) {
        long number = 0;
        for (int i = 0; i < bytes; i++) {
            number = (number << 8) | (in.get() & 0xff);
        }
        return number;
    }
}
