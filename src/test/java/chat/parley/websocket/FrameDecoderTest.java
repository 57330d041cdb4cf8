package chat.parley.websocket;

import static chat.parley.websocket.ClientFrames.BINARY;
import static chat.parley.websocket.ClientFrames.CLOSE;
import static chat.parley.websocket.ClientFrames.CONTINUATION;
import static chat.parley.websocket.ClientFrames.PING;
import static chat.parley.websocket.ClientFrames.PONG;
import static chat.parley.websocket.ClientFrames.TEXT;
import static chat.parley.websocket.ClientFrames.all;
import static chat.parley.websocket.ClientFrames.close;
import static chat.parley.websocket.ClientFrames.frame;
import static chat.parley.websocket.ClientFrames.head;
import static chat.parley.websocket.ClientFrames.masked;
import static chat.parley.websocket.ClientFrames.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameDecoderTest {

    private static final int LARGEST = 70_000;
    private static final int NONE = 0;

    private final Heard sink = new Heard();

    private static final class Heard implements FrameDecoder.Sink {
        private final List<String> messages = new ArrayList<>();
        private final List<String> pings = new ArrayList<>();

        @Override
        public void message(String text) {
            messages.add(text);
        }

        @Override
        public void ping(byte[] payload) {
            pings.add(new String(payload, StandardCharsets.UTF_8));
        }

        @Override
        public boolean wantsMore() {
            return true;
        }
    }

    @Test
    void textsOfEveryLengthEncodingAreAccepted() {
        for (int length : new int[] {0, 1, 7, 8, 9, 125, 126, 127, 0xFFFF, 0x10000, LARGEST}) {
            assertEquals(NONE, codeFor(text("x".repeat(length))), "a text of " + length + " bytes");
            assertEquals("x".repeat(length), sink.messages.removeLast());
        }
    }

    @Test
    void fragmentedMessageWithInterleavedPingsIsAccepted() {
        ByteBuf whole = all(
                frame(false, TEXT, bytes("né")),
                frame(true, PING, bytes("are you there")),
                frame(false, CONTINUATION),
                frame(true, PONG),
                frame(true, CONTINUATION, bytes("e")),
                text("next"));
        assertEquals(NONE, codeFor(whole));
        assertEquals(List.of("née", "next"), sink.messages);
        assertEquals(List.of("are you there"), sink.pings);
    }

    @Test
    void characterMaySpanFragmentsAndReads() {
        byte[] grin = bytes("😀");
        ByteBuf whole = all(
                frame(false, TEXT, Arrays.copyOfRange(grin, 0, 1)),
                frame(false, CONTINUATION, Arrays.copyOfRange(grin, 1, 3)),
                frame(true, CONTINUATION, Arrays.copyOfRange(grin, 3, 4)));
        assertEquals(NONE, codeFor(whole));
    }

    @Test
    void theFirstFragmentMayBeEmpty() {
        assertEquals(
                NONE,
                codeFor(all(frame(false, TEXT), frame(false, CONTINUATION), frame(true, CONTINUATION, bytes("x")))));
        assertEquals(List.of("x"), sink.messages);
    }

    @ParameterizedTest
    @ValueSource(ints = {0x10, 0x20, 0x40, 0x70})
    void aReservedBitEndsWith1002(int bits) {
        assertEquals(1002, codeFor(masked(head(0x80 | bits | TEXT, 0))));
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 4, 5, 6, 7, 0xB, 0xC, 0xD, 0xE, 0xF})
    void aReservedOpcodeEndsWith1002(int opcode) {
        assertEquals(1002, codeFor(frame(true, opcode)));
    }

    @Test
    void anUnmaskedFrameEndsWith1002() {
        assertEquals(
                1002, codeFor(Unpooled.buffer().writeByte(0x81).writeByte(1).writeByte('x')));
    }

    @Test
    void aContinuationOfNothingEndsWith1002() {
        assertEquals(1002, codeFor(frame(true, CONTINUATION, bytes("x"))));
    }

    @Test
    void aMessageWithinAMessageEndsWith1002() {
        assertEquals(1002, codeFor(all(frame(false, TEXT, bytes("x")), frame(true, BINARY, bytes("y")))));
    }

    @ParameterizedTest
    @ValueSource(ints = {CLOSE, PING, PONG})
    void aControlFrameInFragmentsEndsWith1002(int opcode) {
        assertEquals(1002, codeFor(frame(false, opcode)));
    }

    @ParameterizedTest
    @ValueSource(ints = {CLOSE, PING, PONG})
    void aLongControlFrameEndsWith1002(int opcode) {
        assertEquals(1002, codeFor(frame(true, opcode, new byte[126])));
    }

    @Test
    void aLengthNotInItsShortestFormEndsWith1002() {
        assertEquals(
                1002, codeFor(Unpooled.buffer().writeByte(0x81).writeByte(0xFE).writeShort(125)));
        assertEquals(
                1002, codeFor(Unpooled.buffer().writeByte(0x81).writeByte(0xFF).writeLong(0xFFFF)));
    }

    @Test
    void aNegativeLengthEndsWith1002() {
        assertEquals(
                1002, codeFor(Unpooled.buffer().writeByte(0x81).writeByte(0xFF).writeLong(Long.MIN_VALUE)));
    }

    @Test
    void oversizedMessageEndsWith1009BeforeItIsRead() {
        assertEquals(1009, codeFor(head(0x80 | TEXT, LARGEST + 1)));
        assertEquals(1009, codeFor(head(0x80 | TEXT, Long.MAX_VALUE)));
    }

    @Test
    void oversizedFragmentedMessageEndsWith1009() {
        ByteBuf whole = all(frame(false, TEXT, new byte[LARGEST]), head(CONTINUATION, 1));
        assertEquals(1009, codeFor(whole));
    }

    @Test
    void hugeLengthDoesNotOverflow() {
        assertEquals(1009, codeFor(all(frame(false, TEXT, bytes("x")), head(CONTINUATION, Long.MAX_VALUE))));
    }

    @Test
    void largestFragmentedMessageIsAcceptedRepeatedly() {
        ByteBuf once = all(frame(false, TEXT, new byte[LARGEST - 1]), frame(true, CONTINUATION, new byte[1]));
        assertEquals(NONE, codeFor(all(once.copy(), once.copy())));
    }

    @Test
    void utf8ValidationMatchesTheJdk() {
        Random random = new Random(20260101);
        for (int i = 0; i < 50_000; i++) {
            byte[] payload = new byte[random.nextInt(24)];
            random.nextBytes(payload);
            if (random.nextBoolean()) {
                payload = mutated(bytes("aé€😀 plain ascii"), random);
            }
            boolean jdk = wellFormed(payload);
            int opcode = random.nextBoolean() ? TEXT : BINARY;
            assertEquals(jdk ? NONE : 1007, codeFor(frame(true, opcode, payload)), Arrays.toString(payload));
        }
    }

    @Test
    void aTextThatEndsInsideACharacterEndsWith1007() {
        assertEquals(1007, codeFor(frame(true, TEXT, Arrays.copyOf(bytes("€"), 2))));
        assertEquals(1007, codeFor(all(frame(false, TEXT, Arrays.copyOf(bytes("€"), 2)), frame(true, CONTINUATION))));
    }

    @ParameterizedTest
    @ValueSource(
            ints = {1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 3000, 3999, 4000, 4999})
    void validCloseCodesAreReceived(int code) {
        FrameDecoder check = new FrameDecoder(LARGEST, sink);
        check.read(close(code, "because"));
        assertTrue(check.closed());
        assertEquals(code, check.closeCode());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 65535})
    void invalidCloseCodesEndWith1002(int code) {
        assertEquals(1002, codeFor(close(code, "")));
    }

    @Test
    void aCloseFrameWithoutACodeIs1005() {
        FrameDecoder check = new FrameDecoder(LARGEST, sink);
        check.read(frame(true, CLOSE));
        assertTrue(check.closed());
        assertEquals(1005, check.closeCode());
    }

    @Test
    void halfACloseCodeEndsWith1002() {
        assertEquals(1002, codeFor(frame(true, CLOSE, (byte) 3)));
    }

    @Test
    void aCloseReasonThatIsNotUtf8EndsWith1007() {
        assertEquals(1007, codeFor(frame(true, CLOSE, (byte) 0x03, (byte) 0xE8, (byte) 0xFF)));
        assertEquals(1007, codeFor(frame(true, CLOSE, (byte) 0x03, (byte) 0xE8, (byte) 0xC3)));
    }

    @Test
    void closeFrameBetweenFragmentsIsReceived() {
        FrameDecoder check = new FrameDecoder(LARGEST, sink);
        check.read(all(frame(false, TEXT, Arrays.copyOf(bytes("€"), 1)), close(1000, "ünd tschüß")));
        assertEquals(1000, check.closeCode());
    }

    @Test
    void whateverFollowsACloseFrameIsIgnored() {
        assertEquals(NONE, codeFor(all(close(1000, ""), Unpooled.buffer().writeLong(-1))));
    }

    @Test
    void inputInPiecesDecodesLikeTheWhole() {
        Random random = new Random(7);
        List<ByteBuf> some = List.of(
                text("plain text of more than eight bytes"),
                text("größer 😀 than ascii"),
                frame(false, TEXT, bytes("begun")),
                frame(true, CONTINUATION, bytes(" and ended")),
                frame(true, PING, bytes("!")),
                text("y".repeat(300)));
        for (int i = 0; i < 20_000; i++) {
            ByteBuf whole = Unpooled.buffer();
            for (int frames = 1 + random.nextInt(4); frames > 0; frames--) {
                whole.writeBytes(some.get(random.nextInt(some.size())).duplicate());
            }
            if (random.nextInt(4) > 0) {
                whole.setByte(random.nextInt(whole.readableBytes()), random.nextInt(256));
            }
            int code = codeFor(whole);
            List<String> messages = List.copyOf(sink.messages);
            sink.messages.clear();
            assertEquals(code, codeInPieces(whole, random));
            assertEquals(messages, sink.messages);
            sink.messages.clear();
        }
    }

    private int codeFor(ByteBuf bytes) {
        FrameDecoder check = new FrameDecoder(LARGEST, sink);
        try {
            check.read(bytes.duplicate());
            return NONE;
        } catch (ProtocolViolation violation) {
            return violation.code();
        }
    }

    private int codeInPieces(ByteBuf bytes, Random random) {
        FrameDecoder check = new FrameDecoder(LARGEST, sink);
        ByteBuf rest = bytes.duplicate();
        try {
            while (rest.isReadable()) {
                check.read(rest.readSlice(1 + random.nextInt(Math.min(11, rest.readableBytes()))));
            }
            return NONE;
        } catch (ProtocolViolation violation) {
            return violation.code();
        }
    }

    private static byte[] mutated(byte[] text, Random random) {
        text[random.nextInt(text.length)] = (byte) random.nextInt(256);
        return Arrays.copyOf(text, 1 + random.nextInt(text.length));
    }

    private static boolean wellFormed(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
