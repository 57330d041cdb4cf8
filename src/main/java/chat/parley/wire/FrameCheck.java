package chat.parley.wire;

import io.netty.buffer.ByteBuf;

/// Reads what a client sends, byte by byte and in whatever pieces it comes, and holds it to RFC 6455: masking,
/// reserved bits and opcodes, minimal lengths, fragmentation (section 5), UTF-8 (8.1), close codes (7.4), and to the
/// largest message allowed. Used by one event loop.
///
/// The framework's own decoder lets most of this pass or drops the connection without a close frame.
final class FrameCheck {

    private static final int CONTINUATION = 0x0;
    private static final int TEXT = 0x1;
    private static final int BINARY = 0x2;
    private static final int CLOSE = 0x8;
    private static final int PING = 0x9;
    private static final int PONG = 0xA;
    private static final int LARGEST_CONTROL = 125;
    private static final long NOT_ASCII = 0x8080_8080_8080_8080L;

    private enum Expect {
        HEAD,
        LENGTH,
        EXTENDED,
        MASK,
        PAYLOAD
    }

    private final long largestMessage;
    private final Utf8 text = new Utf8();
    private final Utf8 reason = new Utf8();

    private Expect expect = Expect.HEAD;
    private boolean last;
    private int opcode;
    private boolean inMessage;
    private long messageSize;
    private long length;
    private int lengthBytes;
    private int lengthBytesLeft;
    private int mask;
    private int maskBytesLeft;
    private long position;
    private int closeCode;
    private boolean closed;

    FrameCheck(long largestMessage) {
        this.largestMessage = largestMessage;
    }

    /// Checks what is readable in `in`, without moving its reader index.
    ///
    /// @throws Violation at the first byte that may not stand there
    void check(ByteBuf in) {
        int index = in.readerIndex();
        int end = in.writerIndex();
        while (index < end && !closed) {
            if (expect == Expect.PAYLOAD) {
                index = payload(in, index, (int) Math.min(end, index + length - position));
            } else {
                header(in.getUnsignedByte(index++));
            }
        }
    }

    /// True once the peer's close frame was read whole; whatever follows it is ignored.
    boolean closed() {
        return closed;
    }

    /// The code in the peer's close frame; 1005 when it had none.
    int closeCode() {
        return position < 2 ? 1005 : closeCode;
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
            case CONTINUATION -> require(inMessage, "a continuation came without a message begun");
            case TEXT, BINARY -> require(!inMessage, "a new message came before the last one ended");
            case CLOSE, PING, PONG -> require(last, "a control frame was fragmented");
            default -> throw new Violation(Violation.PROTOCOL_ERROR, "opcode " + opcode + " is reserved");
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
            announced();
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
            announced();
        }
    }

    /// The frame's length is known: a message that will be too large is refused before its bytes are read.
    private void announced() {
        if (!control()) {
            if (opcode != CONTINUATION) {
                messageSize = 0;
                inMessage = true;
            }
            messageSize += length;
            if (messageSize > largestMessage) {
                throw new Violation(
                        Violation.TOO_LARGE,
                        "expected a message of at most " + largestMessage + " bytes (parley.limits.frame-size)");
            }
        }
        require(opcode != CLOSE || length != 1, "a close frame had half a code");
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

    private int payload(ByteBuf in, int from, int to) {
        if (opcode != PING && opcode != PONG) {
            for (int i = from; i < to; ) {
                i = skipAscii(in, i, to, maskFrom(position + (i - from)));
                if (i < to) {
                    long at = position + (i - from);
                    octet((in.getByte(i) & 0xFF) ^ (maskFrom(at) >>> 24), at);
                    i++;
                }
            }
        }
        position += to - from;
        if (position == length) {
            ended();
        }
        return to;
    }

    /// The mask turned so that its first byte is the one for this place of the payload.
    private int maskFrom(long at) {
        return Integer.rotateLeft(mask, (int) (at & 3) << 3);
    }

    /// Most of what people say is ASCII, which is looked at eight bytes at a time.
    private int skipAscii(ByteBuf in, int from, int to, int turned) {
        int at = from;
        if (opcode != CLOSE && text.complete()) {
            long half = turned & 0xFFFF_FFFFL;
            long whole = (half << 32) | half;
            while (to - at >= Long.BYTES && ((in.getLong(at) ^ whole) & NOT_ASCII) == 0) {
                at += Long.BYTES;
            }
        }
        return at;
    }

    private void octet(int octet, long at) {
        if (opcode == CLOSE && at < 2) {
            closeCode = at == 0 ? octet << 8 : closeCode | octet;
        } else if (opcode == CLOSE ? !reason.accept(octet) : !text.accept(octet)) {
            throw new Violation(Violation.BAD_PAYLOAD, "expected UTF-8");
        }
    }

    private void ended() {
        expect = Expect.HEAD;
        if (opcode == CLOSE) {
            require(length == 0 || mayBeSent(closeCode), "close code " + closeCode + " may not be sent");
            utf8Ended(reason);
            closed = true;
        } else if (!control() && last) {
            utf8Ended(text);
            inMessage = false;
        }
    }

    private static void utf8Ended(Utf8 utf8) {
        if (!utf8.complete()) {
            throw new Violation(Violation.BAD_PAYLOAD, "expected UTF-8, but the text ends inside a character");
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
            throw new Violation(Violation.PROTOCOL_ERROR, otherwise);
        }
    }
}
