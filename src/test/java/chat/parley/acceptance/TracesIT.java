package chat.parley.acceptance;

import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import chat.parley.keyspace.RoomKeys;
import chat.parley.kit.Collector;
import chat.parley.kit.Collector.ExportedSpan;
import chat.parley.kit.Lane;
import chat.parley.kit.Member;
import chat.parley.kit.Pod;
import chat.parley.kit.PodCluster;
import chat.parley.kit.Store;
import chat.parley.protocol.RoomId;
import chat.parley.room.TopicRecorder;
import chat.parley.store.KeyPrefix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// The traces of a message that an operator sees, on two pods with a collector and a third without one.
@Lane(Lane.PROTOCOL)
final class TracesIT {
    @RegisterExtension
    static final PodCluster PODS = new PodCluster();

    private static final Collector COLLECTOR = new Collector();

    @TempDir
    static Path folder;

    private static Pod here;
    private static Pod there;
    private static Pod untold;

    private final String room = PodCluster.room();

    @BeforeAll
    static void start() {
        here = PODS.podIn(COLLECTOR.environment());
        there = PODS.podIn(COLLECTOR.environment());
        untold = PODS.pod("-Xlog:class+load:file=" + loaded());
        PODS.ready();
    }

    @AfterAll
    static void end() {
        COLLECTOR.close();
    }

    @Test
    void oneTraceCoversTheFrameTheStoreAndEachPod() {
        try (Member ada = Member.named("Ada of 1815", here);
                Member grace = Member.named("Grace of 1906", there);
                Member alan = Member.named("Alan of 1912", untold)) {
            for (Member one : List.of(ada, grace, alan)) {
                one.joins(room);
            }
            ada.says(room, "nobody else knows this");
            grace.hears(room, "nobody else knows this");
            alan.hears(room, "nobody else knows this");

            List<ExportedSpan> all = COLLECTOR.hears(4, in(room));
            assertEquals(4, all.size(), all::toString);
            ExportedSpan frame = only(all, "send");
            ExportedSpan append = only(all, "append");
            List<ExportedSpan> fanOuts =
                    all.stream().filter(one -> one.what().equals("fan-out")).toList();
            assertEquals(
                    Set.of(frame.trace()), all.stream().map(ExportedSpan::trace).collect(toSet()));
            assertEquals(List.of("", "SPAN_KIND_SERVER", "pod1"), List.of(frame.parent(), frame.kind(), frame.by()));
            assertEquals(
                    List.of(frame.id(), "SPAN_KIND_PRODUCER", "pod1"),
                    List.of(append.parent(), append.kind(), append.by()));
            assertEquals(
                    Set.of("pod1", "pod2"),
                    fanOuts.stream().map(ExportedSpan::by).collect(toSet()));
            for (ExportedSpan fanOut : fanOuts) {
                assertEquals(append.id(), fanOut.parent());
                assertEquals("SPAN_KIND_CONSUMER", fanOut.kind());
                assertEquals("1", fanOut.attribute("parley.sessions"));
            }
            for (ExportedSpan one : all) {
                assertEquals("parley", one.attribute("messaging.system"));
                assertEquals(one.what(), one.attribute("messaging.operation.name"));
            }
            for (Member one : List.of(ada, grace, alan)) {
                assertUnsaid(all, one.name(), one.id(), one.token());
            }
            assertUnsaid(all, "nobody else knows this");
        }
    }

    @Test
    void tracesDoNotRevealWhoTalksWithWhom() {
        try (Member ada = Member.named("Ada", here);
                Member grace = Member.named("Grace", there)) {
            String direct = RoomId.direct(ada.id(), grace.id()).value();
            // The first message opens the room and is read from its log.
            for (String text : List.of("only for you", "between us")) {
                ada.says(direct, text);
                ada.hears(direct, text);
                grace.hears(direct, text);
            }
            COLLECTOR.hears(2, in("direct").and(one -> one.what().equals("fan-out")));
            List<ExportedSpan> all = COLLECTOR.all();
            assertUnsaid(all, ada.id(), grace.id(), direct, "between us");
        }
    }

    @Test
    void spanOfARefusalCarriesItsCode() {
        try (Member ada = Member.named("Ada", here)) {
            ada.refused().says(room, "a secret");
            List<ExportedSpan> all = COLLECTOR.hears(2, in(room));
            assertEquals(
                    Set.of("not_found"),
                    all.stream().map(one -> one.attribute("error.type")).collect(toSet()));
            assertUnsaid(all, "a secret", ada.id());
        }
    }

    @Test
    void withoutACollectorNoTraceContextIsPublished() {
        try (Store store = new Store(PODS.redis().address());
                TopicRecorder listener =
                        new TopicRecorder(store, new RoomKeys(KeyPrefix.USUAL, new RoomId(room)).topic());
                Member ada = Member.named("Ada", untold);
                Member grace = Member.named("Grace", here)) {
            ada.joins(room);
            grace.joins(room);
            ada.says(room, "untold");
            grace.hears(room, "untold");
            grace.says(room, "told");
            ada.hears(room, "told");
            listener.until(text -> text.contains("\"told\""));
            assertEquals(3, words(listener, "\"untold\""));
            assertEquals(4, words(listener, "\"told\""));
            assertEquals(
                    Set.of("pod1"),
                    COLLECTOR.hears(3, in(room)).stream().map(ExportedSpan::by).collect(toSet()));
        }
    }

    @Test
    void withoutACollectorNoTracingClassIsLoaded() throws IOException {
        assumeTrue(Files.exists(loaded()), "expected a JVM that says what it loads, and no native image");
        try (Member ada = Member.named("Ada", untold)) {
            ada.joins(room);
            ada.says(room, "untold");
            ada.hears(room, "untold");
        }
        List<String> classes = Files.readAllLines(loaded());
        assertTrue(classes.stream().anyMatch(line -> line.contains("chat.parley.trace.Traces ")));
        assertEquals(
                List.of(),
                classes.stream()
                        .filter(line -> line.contains("io.opentelemetry"))
                        .toList());
    }

    private static Path loaded() {
        return folder.resolve("loaded.log");
    }

    private static Predicate<ExportedSpan> in(String destination) {
        return one -> one.attribute("messaging.destination.name").equals(destination);
    }

    private static ExportedSpan only(List<ExportedSpan> all, String what) {
        List<ExportedSpan> found =
                all.stream().filter(one -> one.what().equals(what)).toList();
        assertEquals(1, found.size(), () -> "expected one " + what + " among " + all);
        return found.getFirst();
    }

    /// Checks that no span name, attribute or resource attribute of a pod contains a secret.
    private static void assertUnsaid(List<ExportedSpan> all, String... secrets) {
        for (String secret : secrets) {
            assertFalse(all.toString().contains(secret), () -> "expected not to find " + secret + " in " + all);
        }
    }

    /// The number of words in the first line of the publication that contains this text.
    private static int words(TopicRecorder listener, String text) {
        return listener.lines().stream()
                .filter(one -> one.contains(text))
                .map(one -> one.substring(0, one.indexOf('\n')).split(" ", -1).length)
                .findFirst()
                .orElseThrow();
    }
}
