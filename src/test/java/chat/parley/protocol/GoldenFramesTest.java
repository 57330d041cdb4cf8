package chat.parley.protocol;

import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Reader and writer agree with the golden frames, which the browser and the AsyncAPI document share.
class GoldenFramesTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final CommandReader reader = new CommandReader(new WireLimits(65536, 16384, 8192, 16));
    private final FrameWriter writer = new FrameWriter();

    static Set<String> commands() {
        return GoldenCommands.ALL.keySet();
    }

    static Set<String> replies() {
        return GoldenServerFrames.REPLIES.keySet();
    }

    static Set<String> events() {
        return GoldenServerFrames.EVENTS.keySet();
    }

    static Set<String> messages() {
        return GoldenServerFrames.MESSAGES.keySet();
    }

    static Stream<ProblemCode> problems() {
        return Arrays.stream(ProblemCode.values());
    }

    @ParameterizedTest
    @MethodSource("commands")
    void commandMatchesItsGoldenFrame(String name) {
        assertEquals(named(GoldenCommands.ALL, name), reader.read(GoldenFrames.text(name)));
    }

    @ParameterizedTest
    @MethodSource("replies")
    void replyMatchesItsGoldenFrame(String name) throws IOException {
        JsonNode golden = golden(name);
        assertSame(golden, writer.ok(golden.get("ref").textValue(), named(GoldenServerFrames.REPLIES, name)));
    }

    @ParameterizedTest
    @MethodSource("events")
    void eventMatchesItsGoldenFrame(String name) throws IOException {
        assertSame(golden(name), writer.event(named(GoldenServerFrames.EVENTS, name)));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void messageMatchesItsGoldenFrame(String name) throws IOException {
        assertSame(golden(name), named(GoldenServerFrames.MESSAGES, name).getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @MethodSource("problems")
    void refusalMatchesItsGoldenFrame(ProblemCode code) throws IOException {
        JsonNode golden = golden("error-" + code.wire().replace('_', '-'));
        JsonNode error = golden.get("error");
        Problem plain = Problem.of(code, error.get("message").textValue());
        Problem problem = after(error).isPresent() ? plain.after(after(error).getAsLong()) : plain;
        assertSame(golden, writer.error(golden.get("ref").textValue(), problem));
    }

    @Test
    void everyGoldenFrameIsCoveredByATest() {
        Set<String> held = new TreeSet<>();
        held.addAll(commands());
        held.addAll(replies());
        held.addAll(events());
        held.addAll(messages());
        problems().forEach(code -> held.add("error-" + code.wire().replace('_', '-')));
        assertEquals(held, new TreeSet<>(GoldenFrames.names()));
    }

    @Test
    void everyKindOfFrameHasAGoldenOne() {
        assertEquals(permitted(Command.class), kinds(GoldenCommands.ALL.values()));
        assertEquals(permitted(Ok.class), kinds(GoldenServerFrames.REPLIES.values()));
        assertEquals(permitted(Event.class), kinds(GoldenServerFrames.EVENTS.values()));
    }

    @Test
    void everyVerbHasAGoldenOne() {
        Set<Moderate.Verb> verbs = GoldenCommands.ALL.values().stream()
                .filter(Moderate.class::isInstance)
                .map(command -> ((Moderate) command).verb())
                .collect(toSet());
        assertEquals(Set.of(Moderate.Verb.values()), verbs);
    }

    @Test
    void everyKindOfEntryHasAGoldenOne() throws IOException {
        Set<EntryKind> seen = new TreeSet<>();
        for (String name : messages()) {
            seen.add(EntryKind.of(golden(name).get("ev").textValue()));
        }
        assertEquals(Set.of(EntryKind.values()), seen);
    }

    @Test
    void everyRoomStateHasAGoldenOne() throws IOException {
        Set<String> seen = new TreeSet<>();
        for (String name : GoldenFrames.names("reply-")) {
            seen.addAll(golden(name).findValuesAsText("state"));
        }
        assertEquals(Set.of("fresh", "current", "replay", "later", "reset"), seen);
    }

    private static <T> T named(Map<String, T> frames, String name) {
        return Objects.requireNonNull(frames.get(name), name);
    }

    private static JsonNode golden(String name) throws IOException {
        return JSON.readTree(GoldenFrames.text(name));
    }

    private static OptionalLong after(JsonNode error) {
        return error.has("after") ? OptionalLong.of(error.get("after").longValue()) : OptionalLong.empty();
    }

    private static void assertSame(JsonNode golden, byte[] frame) throws IOException {
        String text = new String(frame, StandardCharsets.UTF_8);
        // Both are printed in the same way, so that a failure shows the line; the order of fields counts.
        assertEquals(golden.toPrettyString(), JSON.readTree(text).toPrettyString());
        assertFalse(text.contains("\n"), "a frame is one line");
    }

    private static Set<Class<?>> permitted(Class<?> sealed) {
        return Arrays.stream(sealed.getPermittedSubclasses())
                .flatMap(kind -> kind.isSealed() ? permitted(kind).stream() : Stream.of(kind))
                .collect(toSet());
    }

    private static Set<Class<?>> kinds(Collection<?> values) {
        return values.stream().map(Object::getClass).collect(toSet());
    }
}
