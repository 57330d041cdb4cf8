package chat.parley.fuzz;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Decides how an authenticated connection has to end after what it sent, from RFC 6455 and protocol.md
/// section 8 alone: unlike the pod, it looks at whole frames and has the JDK check UTF-8.
final class Judge {

    static final int OPEN = 0;

    private static final int FRAME_SIZE = 64 << 10;
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(FRAME_SIZE)
                    .maxNumberLength(FRAME_SIZE)
                    .maxNameLength(FRAME_SIZE)
                    .build())
            .build();

    private final ByteArrayOutputStream message = new ByteArrayOutputStream();
    private byte[] rest = {};
    private boolean inMessage;
    private int code = OPEN;
    private int missing;
    private boolean tokens;

    /// The expected close code; [#OPEN] while nothing ends the connection.
    int code() {
        return code;
    }

    /// The least number of bytes that the current frame still needs.
    int missing() {
        return missing;
    }

    /// True if a message contained an invalid token, which may end the connection with 4501.
    boolean tokens() {
        return tokens;
    }

    /// More bytes were sent.
    void hears(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(Octets.all(rest, bytes));
        int whole = 0;
        missing = 0;
        while (code == OPEN && missing == 0 && in.hasRemaining()) {
            frame(in);
            whole = missing == 0 ? in.position() : whole;
        }
        rest = Arrays.copyOfRange(in.array(), whole, in.limit());
    }

    private void frame(ByteBuffer in) {
        int first = in.get() & 0xFF;
        boolean last = first >= 0x80;
        int opcode = first & 0x0F;
        boolean control = opcode >= Octets.CLOSE;
        boolean known = opcode <= Octets.BINARY || (opcode >= Octets.CLOSE && opcode <= Octets.PONG);
        boolean fits = control ? last : (opcode == Octets.CONTINUATION) == inMessage;
        if ((first & 0x70) != 0 || !known || !fits) {
            code = 1002;
            return;
        }
        if (wants(in, 1)) {
            return;
        }
        int second = in.get() & 0xFF;
        int shortLength = second & 0x7F;
        if (second < 0x80 || (control && shortLength > 125) || (opcode == Octets.CLOSE && shortLength == 1)) {
            code = 1002;
            return;
        }
        long length = length(in, shortLength);
        if (code != OPEN || missing > 0) {
            return;
        }
        if (!control && message.size() + length > FRAME_SIZE) {
            code = 1009;
        } else if (!wants(in, Integer.BYTES)) {
            payload(in, last, opcode, (int) length);
        }
    }

    private long length(ByteBuffer in, int shortLength) {
        int size = shortLength == 126 ? Short.BYTES : shortLength == 127 ? Long.BYTES : 0;
        if (size == Long.BYTES && in.hasRemaining() && in.get(in.position()) < 0) {
            code = 1002;
            return 0;
        }
        if (size == 0 || wants(in, size)) {
            return shortLength;
        }
        long length = size == Short.BYTES ? in.getShort() & 0xFFFF : in.getLong();
        if (length <= (size == Short.BYTES ? 125 : 0xFFFF)) {
            code = 1002;
        } else if (length > FRAME_SIZE) {
            // Before anything is added to it, since that could make it too large.
            code = 1009;
        }
        return length;
    }

    private boolean wants(ByteBuffer in, int count) {
        missing = Math.max(0, count - in.remaining());
        return missing > 0;
    }

    private void payload(ByteBuffer in, boolean last, int opcode, int length) {
        int mask = in.getInt();
        byte[] payload = new byte[Math.min(length, in.remaining())];
        in.get(payload);
        byte[] open = Octets.masked(mask, payload);
        open = Arrays.copyOfRange(open, Integer.BYTES, open.length);
        missing = length - payload.length;
        if (opcode >= Octets.CLOSE) {
            if (missing == 0 && opcode == Octets.CLOSE) {
                closed(open);
            }
            return;
        }
        byte[] soFar = Octets.all(message.toByteArray(), open);
        if (!utf8(soFar, missing == 0 && last)) {
            code = 1007;
        } else if (missing == 0) {
            inMessage = !last;
            message.writeBytes(open);
            if (last) {
                message.reset();
                ended(new String(soFar, StandardCharsets.UTF_8));
            }
        }
    }

    private void closed(byte[] payload) {
        if (payload.length == 0) {
            code = 1000;
            return;
        }
        int sent = (payload[0] & 0xFF) << 8 | (payload[1] & 0xFF);
        boolean mayBeSent =
                (sent >= 1000 && sent <= 1014 && (sent < 1004 || sent > 1006)) || (sent >= 3000 && sent <= 4999);
        boolean reason = utf8(Arrays.copyOfRange(payload, 2, payload.length), true);
        code = !mayBeSent ? 1002 : reason ? sent : 1007;
    }

    private static boolean utf8(byte[] bytes, boolean whole) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        try {
            if (whole) {
                decoder.decode(in);
            } else {
                var found = decoder.decode(in, CharBuffer.allocate(bytes.length + 1), false);
                if (found.isError()) {
                    found.throwException();
                }
            }
            return true;
        } catch (CharacterCodingException malformed) {
            return false;
        }
    }

    private void ended(String text) {
        tokens |= text.contains("token");
        if (!oneObject(text)) {
            code = 4500;
        }
    }

    private static boolean oneObject(String text) {
        try (JsonParser parser = JSON.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            parser.skipChildren();
            return parser.currentToken() == JsonToken.END_OBJECT && parser.nextToken() == null;
        } catch (IOException notJson) {
            return false;
        }
    }
}
