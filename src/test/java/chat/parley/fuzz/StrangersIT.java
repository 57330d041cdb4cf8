package chat.parley.fuzz;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.kit.Form;
import chat.parley.kit.Lane;
import chat.parley.kit.Member;
import chat.parley.kit.Meters;
import chat.parley.kit.Pod;
import chat.parley.kit.PodCluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// More than 100,000 mutated frames from a fixed seed: every connection ends with the code that its bytes
/// require, and the pod neither fails nor leaks.
@Lane(Lane.LOAD)
final class StrangersIT {

    private static final long SEED = 20_260_211;
    private static final int AT_ONCE = 8;
    /// Each sends some 140 frames before one of them ends it.
    private static final int STRANGERS = Form.isLong() ? 8_000 : 800;

    private static final int NO_HELLO = 4001;
    private static final int FLOOD = 4004;
    private static final int BAD_TOKEN = 4501;
    private static final String PARANOID = "io.netty.leakDetection.level=paranoid";

    @RegisterExtension
    static final PodCluster PODS = new PodCluster();

    private static final Pod PATIENT = PODS.pod(
            PARANOID,
            "parley.limits.messages-per-second=100000",
            "parley.limits.messages-burst=100000",
            "parley.limits.commands-per-second=1000000",
            "parley.limits.commands-burst=1000000");
    private static final Pod USUAL = PODS.pod(PARANOID);

    /// What one client did and the result.
    private record Performance(long seed, Script script, int ended, Set<Integer> expected) {
        private boolean right() {
            return expected.contains(ended);
        }

        @Override
        public String toString() {
            return "seed " + seed + ": " + script.frames() + " frames, expected " + expected + ", got " + ended;
        }
    }

    @BeforeAll
    static void start() {
        PODS.ready();
    }

    @Test
    void mutatedFramesAreJudgedByTheirBytes() {
        double before = pinned(PATIENT);
        List<Performance> performances = perform(STRANGERS, seed -> greeted(PATIENT, seed, Script.of(seed, 500, 60)));
        assertAllRight(performances);
        int frames =
                performances.stream().mapToInt(one -> one.script().frames()).sum();
        System.out.printf("mutated frames: %d, endings %s%n", frames, endings(performances));
        assertTrue(frames >= 100_000, "expected 100,000 frames, sent " + frames);
        for (int code : List.of(1000, 1002, 1007, 1009, 4500, BAD_TOKEN)) {
            assertTrue(performances.stream().anyMatch(one -> one.ended() == code), "expected one to end with " + code);
        }
        assertNothingIsLeft(PATIENT, before);
    }

    @Test
    void mutatedHandshakesAreJudgedByTheirBytes() {
        double before = pinned(PATIENT);
        assertAllRight(perform(300, seed -> ungreeted(PATIENT, seed, Script.of(seed, 6, 2))));
        assertNothingIsLeft(PATIENT, before);
    }

    @Test
    void floodingClientIsClosedUnderDefaultLimits() {
        double before = pinned(USUAL);
        List<Performance> performances = perform(12, seed -> {
            Script script = Script.of(seed, 60_000, 0);
            return new Performance(seed, script, flood(script), Set.of(FLOOD));
        });
        assertAllRight(performances);
        assertNothingIsLeft(USUAL, before);
    }

    private static Map<Integer, Long> endings(List<Performance> performances) {
        return performances.stream()
                .collect(Collectors.groupingBy(Performance::ended, TreeMap::new, Collectors.counting()));
    }

    private static Performance greeted(Pod pod, long seed, Script script) {
        Set<Integer> expected = script.tokens() ? Set.of(script.code(), BAD_TOKEN) : Set.of(script.code());
        return new Performance(seed, script, ending(pod, script, true), expected);
    }

    /// A text other than `hello` may close the connection before its bytes require it.
    private static Performance ungreeted(Pod pod, long seed, Script script) {
        Set<Integer> expected = script.code() == NO_HELLO || script.code() == BAD_TOKEN
                ? Set.of(NO_HELLO, BAD_TOKEN)
                : Set.of(script.code(), NO_HELLO, BAD_TOKEN);
        return new Performance(seed, script, ending(pod, script, false), expected);
    }

    private static int flood(Script script) {
        try (Stranger stranger = new Stranger(USUAL)) {
            return stranger.greets().performs(script, 300);
        } catch (IOException e) {
            throw new UncheckedIOException("expected a welcome", e);
        }
    }

    private static int ending(Pod pod, Script script, boolean greets) {
        try (Stranger stranger = new Stranger(pod)) {
            return (greets ? stranger.greets() : stranger).performs(script);
        } catch (IOException e) {
            throw new UncheckedIOException("expected a welcome", e);
        }
    }

    private static List<Performance> perform(int count, LongFunction<Performance> one) {
        try (ExecutorService strangers = Executors.newFixedThreadPool(AT_ONCE)) {
            List<Future<Performance>> all = LongStream.range(0, count)
                    .mapToObj(i -> strangers.submit(() -> one.apply(SEED + i)))
                    .toList();
            return all.stream().map(StrangersIT::result).toList();
        }
    }

    private static Performance result(Future<Performance> performance) {
        try {
            return performance.get();
        } catch (Exception e) {
            throw new AssertionError("expected a stranger who is heard out", e);
        }
    }

    private static void assertAllRight(List<Performance> performances) {
        assertEquals(
                List.of(), performances.stream().filter(one -> !one.right()).toList());
    }

    /// A member is still served, and nothing of the strangers' connections is left. The search goes on until
    /// it would have found something, since scraping the pod's metrics creates garbage, too.
    private static void assertNothingIsLeft(Pod pod, double pinnedBefore) {
        await().until(() -> Meters.of(pod).sum("parley_connections_open") == 0);
        double collections = collections(pod);
        await().pollInterval(Duration.ofMillis(1))
                .atMost(Duration.ofSeconds(30))
                .until(() -> collections(pod) > collections);
        try (Member ada = Member.named("Ada", pod)) {
            ada.says("lobby", "still here");
            ada.hears("lobby", "still here");
        }
        await().until(() -> Meters.of(pod).sum("parley_connections_open") == 0);
        await().untilAsserted(() -> assertTrue(
                pinned(pod) <= pinnedBefore + (64 << 10), () -> "expected " + pinnedBefore + ", got " + pinned(pod)));
        String log = pod.said();
        for (String word : List.of("LEAK", "\"level\":\"ERROR\"", "\"exception\":", "code=1011")) {
            assertFalse(log.contains(word), () -> "expected a log without " + word);
        }
    }

    private static double collections(Pod pod) {
        return Meters.of(pod).sum("jvm_gc_pause_seconds_count");
    }

    /// Bytes in buffers that have not been released yet.
    private static double pinned(Pod pod) {
        return Meters.of(pod).sum("netty_allocator_memory_pinned", "memory_type=\"direct\"");
    }
}
