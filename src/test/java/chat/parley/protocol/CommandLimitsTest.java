package chat.parley.protocol;

import static chat.parley.protocol.Reading.READER;
import static chat.parley.protocol.Reading.ended;
import static chat.parley.protocol.Reading.nested;
import static chat.parley.protocol.Reading.readSend;
import static chat.parley.protocol.Reading.refused;
import static chat.parley.protocol.Reading.send;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Frames at the edge of the limits, and far beyond.
class CommandLimitsTest {

    private static final List<String> WRECKAGE = List.of(
            "", "\"", "{", "}", "[", "]", ",", ":", "null", "true", "-1", "1.5", "9e99", "\\", "\\ud800", "\u0000",
            "😀", "é");

    @Test
    void oversizedFrameClosesTheConnection() {
        assertEquals(new Command.Ping(Optional.empty()), READER.read(padded(65536)));
        CloseException ending = ended(padded(65537));
        assertEquals(CloseCode.TOO_LARGE, ending.code());
    }

    @Test
    void aTextMayFillItsLimitInBytes() {
        assertEquals(
                16384,
                readSend("\"text\":\"" + "x".repeat(16384) + "\"")
                        .text()
                        .orElseThrow()
                        .length());
        readSend("\"text\":\"" + "😀".repeat(4096) + "\"");
        InvalidCommand refused = refused(send("\"text\":\"" + "😀".repeat(4096) + "x\""));
        assertEquals(ProblemCode.TOO_LARGE, refused.problem().code());
        assertEquals(
                "text: expected at most 16384 bytes (parley.limits.text-size), got 16385",
                refused.problem().getMessage());
    }

    @Test
    void dataMayFillItsLimitInBytesOfMinifiedJson() {
        readSend("\"data\":[ \"" + "é".repeat(4094) + "\" ]");
        InvalidCommand refused = refused(send("\"data\":[\"" + "é".repeat(4094) + "x\"]"));
        assertEquals(ProblemCode.TOO_LARGE, refused.problem().code());
        assertEquals(
                "data: expected at most 8192 bytes (parley.limits.data-size), got 8193",
                refused.problem().getMessage());
    }

    @Test
    void aFrameMayNestAsDeepAsItsLimit() {
        assertEquals(
                Optional.of(new Json(nested(15))),
                readSend("\"data\":" + nested(15)).data());
        READER.read("{\"op\":\"ping\",\"x\":" + nested(15) + "}");
        for (String field : List.of("data", "x", "resume", "op")) {
            InvalidCommand refused = refused("{\"op\":\"ping\",\"" + field + "\":" + nested(16) + "}");
            assertEquals(ProblemCode.BAD_REQUEST, refused.problem().code());
            assertTrue(refused.problem().getMessage().contains("parley.limits.json-depth"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"data", "resume", "x"})
    void hostileNestingIsRefusedOrClosesTheConnection(String field) {
        String start = "{\"op\":\"ping\",\"" + field + "\":";
        assertEquals(
                ProblemCode.BAD_REQUEST,
                refused(start + nested(32_000) + "}").problem().code());
        assertEquals(CloseCode.NOT_JSON, ended(start + "[".repeat(65_000)).code());
        assertEquals(CloseCode.NOT_JSON, ended(start + "{\"\":".repeat(16_000)).code());
        assertEquals(CloseCode.NOT_JSON, ended("[".repeat(65_536)).code());
    }

    @Test
    void aMessageMentionsAtMost20Users() {
        assertEquals(
                20,
                readSend("\"text\":\"x\",\"mentions\":" + users(20)).mentions().size());
        assertEquals(
                ProblemCode.BAD_REQUEST,
                refused(send("\"text\":\"x\",\"mentions\":" + users(21)))
                        .problem()
                        .code());
    }

    @Test
    void anEditAndAnEmitHaveTheLimitsOfASend() {
        String edit = "{\"op\":\"edit\",\"room\":\"lobby\",\"seq\":1,\"cid\":\"a\",\"text\":\"%s\"}";
        READER.read(edit.formatted("x".repeat(16384)));
        assertEquals(
                "text: expected at most 16384 bytes (parley.limits.text-size), got 16385",
                refused(edit.formatted("x".repeat(16385))).problem().getMessage());
        String emit = "{\"op\":\"emit\",\"name\":\"a\",\"to\":\"self\",\"data\":\"%s\"}";
        READER.read(emit.formatted("x".repeat(8190)));
        assertEquals(
                "data: expected at most 8192 bytes (parley.limits.data-size), got 8193",
                refused(emit.formatted("x".repeat(8191))).problem().getMessage());
    }

    @Test
    void roomIsCreatedWithAtMost50Members() {
        String create = "{\"op\":\"create\",\"title\":\"Tea\",\"kind\":\"private\",\"members\":%s}";
        Create made = assertInstanceOf(Create.class, READER.read(create.formatted(users(50))));
        assertEquals(50, made.members().size());
        assertEquals(
                "members: expected at most 50 user ids, got 51",
                refused(create.formatted(users(51))).problem().getMessage());
    }

    @Test
    void aHelloResumesAtMost200Rooms() {
        Command.Hello hello = assertInstanceOf(Command.Hello.class, READER.read(hello(200)));
        assertEquals(200, hello.resume().size());
        assertEquals(ProblemCode.BAD_REQUEST, refused(hello(201)).problem().code());
    }

    @Test
    void seqMayBeAnySafeIntegerOfJavaScript() {
        assertEquals(
                Optional.of(MessageRef.at(0)),
                readSend("\"text\":\"x\",\"reply\":0").reply());
        assertEquals(
                Optional.of(MessageRef.at(9007199254740991L)),
                readSend("\"text\":\"x\",\"reply\":9007199254740991").reply());
    }

    @Test
    void longNamesAndNumbersAreReadLikeAnyOther() {
        READER.read("{\"op\":\"ping\",\"" + "n".repeat(60_000) + "\":1}");
        READER.read("{\"op\":\"ping\",\"n\":" + "9".repeat(60_000) + "}");
        readSend("\"data\":0." + "3".repeat(8000));
    }

    @Test
    void everyInputIsACommandARefusalOrAClose() {
        Random random = new Random(1);
        List<String> frames =
                GoldenFrames.names("command-").stream().map(GoldenFrames::text).toList();
        for (int i = 0; i < 5_000; i++) {
            String frame = damaged(frames.get(i % frames.size()), random);
            assertDoesNotThrow(() -> answered(frame), frame);
        }
    }

    private static String padded(int length) {
        String frame = "{\"op\":\"ping\"}";
        return frame + " ".repeat(length - frame.length());
    }

    private static String users(int count) {
        return list(count, i -> "\"user%014d\"".formatted(i));
    }

    private static String hello(int rooms) {
        return "{\"op\":\"hello\",\"resume\":"
                + list(rooms, i -> "{\"room\":\"r%d\",\"epoch\":\"e\",\"seq\":%d}".formatted(i, i)) + "}";
    }

    private static String list(int count, IntFunction<String> item) {
        return IntStream.range(0, count).mapToObj(item).collect(Collectors.joining(",", "[", "]"));
    }

    private static void answered(String frame) {
        try {
            READER.read(frame);
        } catch (InvalidCommand refused) {
            assertTrue(
                    refused.problem().getMessage().length() < 300,
                    refused.problem().getMessage());
        } catch (CloseException ending) {
            assertEquals(CloseCode.NOT_JSON, ending.code());
        }
    }

    /// A part of the frame is removed, duplicated, or overwritten with something from JSON's syntax.
    private static String damaged(String frame, Random random) {
        int from = random.nextInt(frame.length());
        int to = from + random.nextInt(Math.min(12, frame.length() - from));
        String middle = random.nextInt(3) == 0 ? frame.substring(from, to).repeat(2) : anyOf(WRECKAGE, random);
        return frame.substring(0, from) + middle + frame.substring(to);
    }

    private static String anyOf(List<String> choices, Random random) {
        return choices.get(random.nextInt(choices.size()));
    }
}
