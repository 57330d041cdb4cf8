package chat.parley.websocket;

import io.netty.buffer.ByteBuf;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Decodes what a client sends, however it is split, and enforces RFC 6455: masking, reserved bits and
/// opcodes, minimal lengths, fragmentation (section 5), UTF-8 (8.1), close codes (7.4), and the largest
/// message allowed. Whole messages and pings go to the sink, text and binary alike, since both have to be
/// UTF-8 here. Used by one event loop.
///
/// The framework's own decoder lets most violations pass, drops the connection without a close frame for
/// others, and loses a message whose first fragment is empty.
final class FrameDecoder {

    private static final int CONTINUATION = 0x0;
    private static final int TEXT = 0x1;
    private static final int BINARY = 0x2;
    private static final int CLOSE = 0x8;
    private static final int PING = 0x9;
    private static final int PONG = 0xA;
    private static final int LARGEST_CONTROL = 125;
    private static final int NO_CODE = 1005;
    private static final long NOT_ASCII = 0x8080_8080_8080_8080L;

    private enum Expect {
        HEAD,
        LENGTH,
        EXTENDED,
        MASK,
        PAYLOAD
    }

    /// Receives whole messages.
    interface Sink {

        /// A message, assembled from its fragments.
        void message(String text);

        /// A ping, whose payload must be sent back.
        void ping(byte[] payload);

        /// False when decoding should stop, even if bytes are still readable.
        boolean wantsMore();
    }

    private static final byte[] NOTHING = {};
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final long largestMessage;
    private final Sink sink;
    private final Utf8Validator text = new Utf8Validator();

    private Expect expect = Expect.HEAD;
    private boolean last;
    private int opcode;
    private boolean inMessage;
    private long messageSize;
    private byte[] message = NOTHING;
    private int filled;
    private byte[] control = NOTHING;
    private long length;
    private int lengthBytes;
    private int lengthBytesLeft;
    private int mask;
    private int maskBytesLeft;
    private long position;
    private int closeCode;
    private boolean closed;

    FrameDecoder(long largestMessage, Sink sink) {
        this.largestMessage = largestMessage;
        this.sink = sink;
    }

    /// Decodes what is readable in `in`; the buffer stays with the caller.
    ///
    /// @throws ProtocolViolation at the first byte that is not allowed there
    void read(ByteBuf in) {
        while (in.isReadable() && !closed && sink.wantsMore()) {
            if (expect == Expect.PAYLOAD) {
                payload(in, (int) Math.min(in.readableBytes(), length - position));
            } else {
                header(in.readUnsignedByte());
            }
        }
    }

    /// True once the peer's close frame was read completely; whatever follows it is ignored.
    boolean closed() {
        return closed;
    }

    /// The code in the peer's close frame; 1005 when it had none.
    int closeCode() {
        return closeCode;
    }

    private void header(int octet) {
        switch (expect) {
            case HEAD -> head(octet);
            case LENGTH -> length(octet);
            case EXTENDED -> extended(octet);
            case MASK -> mask(octet);
            case PAYLOAD -> throw new IllegalStateException("expected a header byte, not payload");
        }
    }

    private void head(int octet) {
        require((octet & 0x70) == 0, "a reserved bit is set and no extension was agreed");
        last = (octet & 0x80) != 0;
        opcode = octet & 0x0F;
        switch (opcode) {
            case CONTINUATION -> require(inMessage, "a continuation frame came without a message");
            case TEXT, BINARY -> require(!inMessage, "a new message began before the last one ended");
            case CLOSE, PING, PONG -> require(last, "a control frame was fragmented");
            default ->
                throw new ProtocolViolation(ProtocolViolation.PROTOCOL_ERROR, "opcode " + opcode + " is reserved");
        }
        expect = Expect.LENGTH;
    }

    private void length(int octet) {
        require((octet & 0x80) != 0, "a client's frame was not masked");
        length = octet & 0x7F;
        require(!control() || length <= LARGEST_CONTROL, "a control frame was longer than 125 bytes");
        lengthBytes = length == 126 ? 2 : length == 127 ? 8 : 0;
        lengthBytesLeft = lengthBytes;
        if (lengthBytes == 0) {
            lengthKnown();
        } else {
            length = 0;
            expect = Expect.EXTENDED;
        }
    }

    private void extended(int octet) {
        require(lengthBytes != 8 || lengthBytesLeft != 8 || octet < 0x80, "a length had its highest bit set");
        length = length << 8 | octet;
        if (--lengthBytesLeft == 0) {
            require(length > (lengthBytes == 2 ? 125 : 0xFFFF), "a length was not written in its shortest form");
            lengthKnown();
        }
    }

    /// The frame's length is known: a message that will be too large is refused before its bytes are read.
    private void lengthKnown() {
        if (!control()) {
            if (opcode != CONTINUATION) {
                messageSize = 0;
                inMessage = true;
            }
            // Their sum could exceed a long.
            if (length > largestMessage - messageSize) {
                throw new ProtocolViolation(
                        ProtocolViolation.TOO_LARGE,
                        "expected a message of at most " + largestMessage + " bytes (parley.limits.frame-size)");
            }
            messageSize += length;
        }
        require(opcode != CLOSE || length != 1, "a close frame had a payload of one byte");
        if (control()) {
            control = length == 0 ? NOTHING : new byte[(int) length];
        }
        mask = 0;
        maskBytesLeft = 4;
        expect = Expect.MASK;
    }

    private void mask(int octet) {
        mask = mask << 8 | octet;
        if (--maskBytesLeft == 0) {
            position = 0;
            expect = Expect.PAYLOAD;
            if (length == 0) {
                ended();
            }
        }
    }

    private void payload(ByteBuf in, int count) {
        if (control()) {
            in.readBytes(control, (int) position, count);
            unmask(control, (int) position, count);
        } else {
            makeRoom(count);
            in.readBytes(message, filled, count);
            unmask(message, filled, count);
            check(message, filled, count);
            filled += count;
        }
        position += count;
        if (position == length) {
            ended();
        }
    }

    /// Grows with the bytes received, not with the announced length.
    private void makeRoom(int count) {
        if (message.length - filled < count) {
            long wanted =
                    last && filled == 0 && count == length ? count : Math.max(filled + count, 2L * message.length);
            message = Arrays.copyOf(message, (int) Math.min(wanted, Math.max(largestMessage, filled + count)));
        }
    }

    private void unmask(byte[] bytes, int from, int count) {
        int rotated = Integer.rotateLeft(mask, (int) (position & 3) << 3);
        long half = rotated & 0xFFFF_FFFFL;
        long whole = (half << 32) | half;
        int at = from;
        int end = from + count;
        for (; end - at >= Long.BYTES; at += Long.BYTES) {
            LONG.set(bytes, at, (long) LONG.get(bytes, at) ^ whole);
        }
        for (int i = 0; at < end; at++, i++) {
            bytes[at] ^= (byte) (rotated >>> (24 - (i << 3)));
        }
    }

    /// Most text is ASCII, which is checked eight bytes at a time.
    private void check(byte[] bytes, int from, int count) {
        int at = from;
        int end = from + count;
        while (at < end) {
            while (text.complete() && end - at >= Long.BYTES && ((long) LONG.get(bytes, at) & NOT_ASCII) == 0) {
                at += Long.BYTES;
            }
            if (at < end && !text.accept(bytes[at++] & 0xFF)) {
                throw new ProtocolViolation(ProtocolViolation.BAD_PAYLOAD, "expected UTF-8");
            }
        }
    }

    private void ended() {
        expect = Expect.HEAD;
        switch (opcode) {
            case PING -> sink.ping(control);
            case PONG -> {}
            case CLOSE -> closeEnded();
            default -> {
                if (last) {
                    messageEnded();
                }
            }
        }
    }

    private void messageEnded() {
        utf8Ended(text);
        inMessage = false;
        String whole = new String(message, 0, filled, StandardCharsets.UTF_8);
        message = NOTHING;
        filled = 0;
        sink.message(whole);
    }

    private void closeEnded() {
        closed = true;
        closeCode = NO_CODE;
        if (length > 0) {
            closeCode = ((control[0] & 0xFF) << 8) | (control[1] & 0xFF);
            require(mayBeSent(closeCode), "close code " + closeCode + " may not be sent");
            Utf8Validator reason = new Utf8Validator();
            for (int i = 2; i < length; i++) {
                if (!reason.accept(control[i] & 0xFF)) {
                    throw new ProtocolViolation(
                            ProtocolViolation.BAD_PAYLOAD, "expected UTF-8 as the reason of a close frame");
                }
            }
            utf8Ended(reason);
        }
    }

    private static void utf8Ended(Utf8Validator utf8) {
        if (!utf8.complete()) {
            throw new ProtocolViolation(
                    ProtocolViolation.BAD_PAYLOAD, "expected UTF-8, but the text ends inside a character");
        }
    }

    /// RFC 6455 section 7.4.1 and the registry of close codes.
    private static boolean mayBeSent(int code) {
        boolean registered = code >= 1000 && code <= 1014 && code != 1004 && code != 1005 && code != 1006;
        return registered || (code >= 3000 && code <= 4999);
    }

    private boolean control() {
        return opcode >= CLOSE;
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new ProtocolViolation(ProtocolViolation.PROTOCOL_ERROR, otherwise);
        }
    }
}
