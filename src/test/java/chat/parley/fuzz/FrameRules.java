package chat.parley.fuzz;

import static chat.parley.fuzz.Octets.BINARY;
import static chat.parley.fuzz.Octets.CLOSE;
import static chat.parley.fuzz.Octets.CONTINUATION;
import static chat.parley.fuzz.Octets.FIN;
import static chat.parley.fuzz.Octets.MASKED;
import static chat.parley.fuzz.Octets.PING;
import static chat.parley.fuzz.Octets.PONG;
import static chat.parley.fuzz.Octets.TEXT;
import static chat.parley.fuzz.Octets.all;
import static chat.parley.fuzz.Octets.bytes;
import static chat.parley.fuzz.Octets.close;
import static chat.parley.fuzz.Octets.frame;
import static chat.parley.fuzz.Octets.head;
import static chat.parley.fuzz.Octets.head16;
import static chat.parley.fuzz.Octets.head64;
import static chat.parley.fuzz.Octets.masked;
import static chat.parley.fuzz.Octets.text;
import static chat.parley.fuzz.Octets.utf8;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// For each rule of RFC 6455, bytes that break it or only just obey it. The bytes of a violation stop as soon
/// as it is certain: the verdict needs nothing after them.
final class FrameRules {

    private static final int FRAME_SIZE = 64 << 10;
    private static final int PROTOCOL = 1002;
    private static final int UTF8 = 1007;
    private static final int SIZE = 1009;
    private static final byte[] HELLO = utf8("{\"op\":\"hello\",\"ref\":\"1\",\"name\":\"Zoë ☕\"}");
    private static final byte[] NOT_UTF8 = bytes(0xFF);

    /// @param rule the section of RFC 6455 and what is done
    /// @param code of the close frame that answers it
    @SuppressWarnings("ArrayRecordComponent")
    record Rule(String rule, int code, byte[] sent) {
        @Override
        public String toString() {
            return rule + ": " + code;
        }
    }

    private FrameRules() {}

    /// Bytes that contain a `hello` or a close frame in an unusual but valid form.
    static Stream<Rule> kept() {
        return Stream.of(
                kept("5.4 a text in one-byte fragments", inPieces(1)),
                kept("5.4 a text in fragments that cut characters", inPieces(3)),
                kept(
                        "5.4 empty fragments before, between and after",
                        all(
                                frame(TEXT),
                                frame(CONTINUATION),
                                frame(CONTINUATION, HELLO),
                                frame(CONTINUATION),
                                frame(FIN))),
                kept(
                        "5.4 control frames between fragments",
                        all(
                                frame(TEXT, Arrays.copyOf(HELLO, 5)),
                                frame(FIN | PING, utf8("now?")),
                                frame(CONTINUATION, Arrays.copyOfRange(HELLO, 5, 9)),
                                frame(FIN | PONG),
                                frame(FIN, Arrays.copyOfRange(HELLO, 9, HELLO.length)))),
                kept("5.5.3 a pong nobody asked for", all(frame(FIN | PONG, new byte[125]), frame(FIN | TEXT, HELLO))),
                kept("5.6 binary, as protocol.md section 1 allows", frame(FIN | BINARY, HELLO)),
                kept("5.3 a mask of zeros", frame(FIN | TEXT, 0, HELLO)),
                kept("5.2 a length of 125", frame(FIN | TEXT, padded(125))),
                kept("5.2 a length of 126", frame(FIN | TEXT, padded(126))),
                kept("5.2 a length of 65535", frame(FIN | TEXT, padded(0xFFFF))),
                kept("5.2 a length of 65536, the largest message", frame(FIN | TEXT, padded(FRAME_SIZE))));
    }

    static Stream<Rule> broken() {
        return Stream.of(bits(), lengths(), fragments(), texts(), sizes(), closes())
                .flatMap(each -> each);
    }

    private static Stream<Rule> bits() {
        Stream<Rule> reserved = IntStream.rangeClosed(1, 7)
                .mapToObj(bits -> broken("5.2 reserved bits " + bits, bytes(FIN | TEXT | bits << 4)));
        Stream<Rule> opcodes = IntStream.of(3, 4, 5, 6, 7, 11, 12, 13, 14, 15)
                .mapToObj(opcode -> broken("5.2 reserved opcode " + opcode, bytes(FIN | opcode)));
        Stream<Rule> open = Stream.of(TEXT, BINARY, CLOSE, PING, PONG)
                .map(opcode -> broken("5.1 opcode " + opcode + " without a mask", bytes(FIN | opcode, 2)));
        return Stream.of(reserved, opcodes, open).flatMap(each -> each);
    }

    private static Stream<Rule> lengths() {
        return Stream.of(
                broken("5.2 a length of 0 in 16 bits", head16(FIN | TEXT, 0)),
                broken("5.2 a length of 125 in 16 bits", head16(FIN | TEXT, 125)),
                broken("5.2 a length of 0 in 64 bits", head64(FIN | TEXT, 0)),
                broken("5.2 a length of 126 in 64 bits", head64(FIN | TEXT, 126)),
                broken("5.2 a length of 65535 in 64 bits", head64(FIN | TEXT, 0xFFFF)),
                broken("5.2 a length with its highest bit", bytes(FIN | TEXT, MASKED | 127, 0x80)),
                broken("5.5 a ping of 126 bytes", bytes(FIN | PING, MASKED | 126)),
                broken("5.5 a pong in 64 bits", bytes(FIN | PONG, MASKED | 127)),
                broken("5.5 a close frame of 126 bytes", bytes(FIN | CLOSE, MASKED | 126)));
    }

    private static Stream<Rule> fragments() {
        return Stream.of(
                broken("5.5 a fragmented ping", bytes(PING)),
                broken("5.5 a fragmented pong", bytes(PONG)),
                broken("5.5 a fragmented close frame", bytes(CLOSE)),
                broken("5.4 a continuation of nothing", bytes(CONTINUATION)),
                broken("5.4 a last continuation of nothing", bytes(FIN)),
                broken("5.4 a continuation after a whole message", all(text("{}"), bytes(FIN)), 4001),
                broken("5.4 a text within a text", all(frame(TEXT, HELLO), bytes(FIN | TEXT))),
                broken("5.4 a binary within a text", all(frame(TEXT), bytes(BINARY))));
    }

    private static Stream<Rule> texts() {
        return Stream.of(
                        bad("a byte that begins nothing", 0x80),
                        bad("a byte of no character", 0xFF),
                        bad("an overlong form of two", 0xC0),
                        bad("an overlong form of three", 0xE0, 0x9F),
                        bad("an overlong form of four", 0xF0, 0x8F),
                        bad("a surrogate", 0xED, 0xA0),
                        bad("above U+10FFFF", 0xF4, 0x90),
                        bad("far above it", 0xF5),
                        bad("a character broken off", 0xE2, 0x98, 'x'))
                .flatMap(each -> each);
    }

    /// These bytes at the beginning, in the middle, across fragments: each time before the frame is complete.
    private static Stream<Rule> bad(String what, int... octets) {
        byte[] bad = bytes(octets);
        byte[] cut = Arrays.copyOf(bad, bad.length - 1);
        byte[] rest = Arrays.copyOfRange(bad, bad.length - 1, bad.length);
        return Stream.of(
                rule("8.1 at the beginning: " + what, UTF8, begun(TEXT, bad)),
                rule("8.1 in the middle: " + what, UTF8, begun(FIN | TEXT, all(utf8("{\"name\":\"é"), bad))),
                rule("8.1 in binary: " + what, UTF8, begun(FIN | BINARY, bad)),
                rule(
                        "8.1 across fragments: " + what,
                        UTF8,
                        all(
                                frame(TEXT, all(utf8("{"), cut)),
                                frame(FIN | PING),
                                frame(CONTINUATION),
                                begun(FIN, rest))),
                rule("5.5.1 in the reason of a close frame: " + what, UTF8, close(1000, all(utf8("so "), bad))));
    }

    private static Stream<Rule> sizes() {
        return Stream.of(
                rule("10.4 one byte too many, announced in one frame", SIZE, head(FIN | TEXT, FRAME_SIZE + 1)),
                rule("10.4 the largest length there is", SIZE, head64(FIN | BINARY, Long.MAX_VALUE)),
                rule(
                        "10.4 one byte too many, announced by a fragment",
                        SIZE,
                        all(frame(TEXT, padded(FRAME_SIZE)), head(CONTINUATION, 1))),
                rule(
                        "10.4 a sum of lengths that does not fit a number",
                        SIZE,
                        all(frame(TEXT, HELLO), head64(FIN, Long.MAX_VALUE))),
                rule("8.1 at the end: a character begun", UTF8, frame(FIN | TEXT, utf8("ë")[0])),
                rule(
                        "8.1 at the end, in an empty fragment: a character begun",
                        UTF8,
                        all(frame(TEXT, bytes(0xF0, 0x9F, 0x98)), frame(FIN))));
    }

    private static Stream<Rule> closes() {
        Stream<Rule> mayNot = IntStream.of(0, 1, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 65535)
                .mapToObj(code -> broken("7.4 close code " + code, close(code)));
        Stream<Rule> may = IntStream.of(
                        1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 3000, 3999, 4000, 4999)
                .mapToObj(code -> rule("7.4 close code " + code + " is echoed", code, close(code, utf8("därum"))));
        return Stream.of(
                        mayNot,
                        may,
                        Stream.of(
                                broken("5.5.1 half a close code", head(FIN | CLOSE, 1)),
                                rule("5.5.1 no close code", 1000, frame(FIN | CLOSE)),
                                rule("5.5.1 the longest reason", 4999, close(4999, new byte[123])),
                                rule(
                                        "5.4 a close frame between fragments",
                                        1001,
                                        all(frame(TEXT, bytes(0xC3)), close(1001))),
                                rule("5.5.1 what follows a close frame", 1000, all(close(1000), NOT_UTF8, text("{}")))))
                .flatMap(each -> each);
    }

    private static Rule rule(String rule, int code, byte[] sent) {
        return new Rule(rule, code, sent);
    }

    private static Rule broken(String rule, byte[] sent) {
        return rule(rule, PROTOCOL, sent);
    }

    private static Rule broken(String rule, byte[] sent, int code) {
        return rule(rule, code, sent);
    }

    private static Rule kept(String rule, byte[] sent) {
        return rule(rule, 1000, sent);
    }

    /// A frame that announces a kilobyte more than it has.
    private static byte[] begun(int first, byte[] payload) {
        return all(head(first, payload.length + 1024), masked(0x01020304, payload));
    }

    private static byte[] inPieces(int size) {
        byte[] frames = {};
        for (int from = 0; from < HELLO.length; from += size) {
            int to = Math.min(HELLO.length, from + size);
            int first = (from == 0 ? TEXT : CONTINUATION) | (to == HELLO.length ? FIN : 0);
            frames = all(frames, frame(first, Arrays.copyOfRange(HELLO, from, to)));
        }
        return frames;
    }

    private static byte[] padded(int size) {
        byte[] out = Arrays.copyOf(HELLO, size);
        Arrays.fill(out, HELLO.length, size, (byte) ' ');
        return out;
    }
}
