package chat.parley.acceptance;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.dev.OwnRedis;
import chat.parley.kit.Connection;
import chat.parley.kit.Lane;
import chat.parley.kit.Member;
import chat.parley.kit.Meters;
import chat.parley.kit.Pod;
import chat.parley.kit.PodCluster;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// One pod whose Redis goes through every way of being unusable (src/docs/operating.md, "What Redis has to
/// do"), from startup on: the pod is not ready and says why, members get `unavailable` and stay connected,
/// the log has one line, and service resumes by itself once the fault is fixed.
@Lane(Lane.PROTOCOL)
final class UnfitRedisIT {
    @RegisterExtension
    static final PodCluster PODS = new PodCluster();

    private static final OwnRedis REDIS = PODS.redis();
    private static final Lines USED = new Lines("Redis cannot be used, ", "Redis can be used again, ");
    private static final Lines REACHED = new Lines("Redis is unreachable, ", "Redis is reachable again");

    /// What the log says at the beginning and at the end.
    private record Lines(String begin, String over) {}

    /// @param words with which the pod describes it
    /// @param locksOut whether nobody can log in meanwhile
    private record Fault(
            String words, boolean locksOut, Lines lines, Consumer<OwnRedis> begin, Consumer<OwnRedis> mend) {
        private static Fault of(String words, String begin, String mend) {
            return new Fault(words, true, USED, redis -> told(redis, begin), redis -> told(redis, mend));
        }

        private static Fault right(String rule) {
            return of("(ACL rule +" + rule + ")", "ACL SETUSER parley -" + rule, "ACL SETUSER parley +" + rule);
        }
    }

    private static final List<Fault> FAULTS = List.of(
            Fault.right("evalsha"),
            Fault.right("info"),
            new Fault(
                    "(ACL rule +xadd)",
                    false,
                    USED,
                    redis -> told(redis, "ACL SETUSER parley -xadd"),
                    redis -> told(redis, "ACL SETUSER parley +xadd")),
            Fault.of(
                    "(ACL rule ~parley:*)",
                    "ACL SETUSER parley resetkeys ~other:*",
                    "ACL SETUSER parley resetkeys ~parley:*"),
            Fault.of(
                    "(ACL rule &parley:*)",
                    "ACL SETUSER parley resetchannels &other:*",
                    "ACL SETUSER parley resetchannels &parley:*"),
            Fault.of("full (maxmemory)", "CONFIG SET maxmemory 1", "CONFIG SET maxmemory 0"),
            Fault.of("a replica, which takes no writes", "REPLICAOF 127.0.0.1 1", "REPLICAOF NO ONE"),
            Fault.of(
                    "min-replicas-to-write",
                    "CONFIG SET min-replicas-to-write 1",
                    "CONFIG SET min-replicas-to-write 0"),
            new Fault("cannot write to its disk", true, USED, UnfitRedisIT::loseDisk, UnfitRedisIT::findDisk),
            new Fault(
                    "a script keeps it busy", true, USED, UnfitRedisIT::keepBusy, redis -> told(redis, "SCRIPT KILL")),
            new Fault(
                    "WRONGPASS",
                    true,
                    REACHED,
                    redis -> {
                        told(redis, "ACL SETUSER parley resetpass");
                        told(redis, "CLIENT KILL USER parley");
                    },
                    redis -> told(redis, "ACL SETUSER parley nopass")));

    private static void told(OwnRedis redis, String command) {
        String answer = redis.ask(command);
        assertTrue(!answer.startsWith("-"), () -> command + ": " + answer);
    }

    private static void loseDisk(OwnRedis redis) {
        try {
            redis.loseDisk();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void findDisk(OwnRedis redis) {
        try {
            redis.findDisk();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void keepBusy(OwnRedis redis) {
        told(redis, "CONFIG SET lua-time-limit 10");
        Thread.ofVirtual().start(() -> redis.ask("EVAL \"while true do end\" 0"));
        await().atMost(5, SECONDS).until(() -> redis.ask("PING").startsWith("-BUSY"));
    }

    @Test
    void everyUnfitnessOfRedisIsNamedReportedAndRecovers() {
        REDIS.ask("ACL SETUSER parley -info");
        Pod pod = PODS.pod();
        await().atMost(40, SECONDS).until(() -> pod.managementPort() > 0);
        isNotReady(pod, "expected the right to run INFO (ACL rule +info), Redis said: ");
        await().atMost(10, SECONDS).until(() -> lines(pod, USED.begin()) == 1);
        isLockedOut(pod);
        REDIS.ask("ACL SETUSER parley +info");
        isMended(pod, USED, 1);
        try (Member ada = Member.named("Ada", pod)) {
            String room = PodCluster.room();
            ada.joins(room);
            FAULTS.forEach(fault -> isNamedToldAndHealed(pod, fault, ada, room));
        }
        Meters meters = Meters.of(pod);
        for (String reason : List.of("noperm", "oom", "readonly", "noreplicas", "misconf", "busy")) {
            assertTrue(meters.sum("parley_store_refusals_total", "reason=\"" + reason + "\"") > 0, reason);
        }
        assertEquals(1, meters.sum("parley_store_usable"));
        assertEquals(0, lines(pod, "SRHCK01001"), "one line for each fault, none for each probe that fails");
        assertEquals(List.of(), pod.mistakes());
    }

    private static void isNamedToldAndHealed(Pod pod, Fault fault, Member ada, String room) {
        long before = lines(pod, fault.lines().begin());
        assertEquals(before, lines(pod, fault.lines().over()), fault.words());
        fault.begin().accept(REDIS);
        String cid = Member.cid();
        assertTold(ada.refused().says(room, cid, fault.words()), fault.words());
        isNotReady(pod, fault.words());
        assertEquals(200, pod.liveness(), fault.words());
        if (fault.locksOut()) {
            isLockedOut(pod);
        }
        fault.mend().accept(REDIS);
        isMended(pod, fault.lines(), before + 1);
        JsonNode stored = ada.says(room, cid, fault.words());
        assertEquals(ada.hears(room, fault.words()).get("seq"), stored.get("seq"));
        Member.named("Grace", pod).close();
    }

    private static void isNotReady(Pod pod, String words) {
        await().atMost(10, SECONDS).pollInterval(50, MILLISECONDS).untilAsserted(() -> {
            long asked = System.nanoTime();
            String said = pod.readinessSaid();
            assertTrue(System.nanoTime() - asked < 1_000_000_000L, "within a second");
            assertEquals(503, pod.readiness(), words);
            assertTrue(said.contains(words), () -> words + ": " + said);
        });
    }

    private static void isLockedOut(Pod pod) {
        try (Connection stranger = Connection.to(pod)) {
            assertTold(stranger.refused().helloAs("Grace"), "hello");
        }
    }

    private static void assertTold(JsonNode error, String what) {
        assertEquals("unavailable", error.get("code").asText(), () -> what + ": " + error);
        assertTrue(error.get("retry").asBoolean(), what);
    }

    private static void isMended(Pod pod, Lines lines, long times) {
        await().atMost(20, SECONDS).until(() -> pod.readiness() == 200);
        await().atMost(5, SECONDS).until(() -> lines(pod, lines.over()) == times);
        assertEquals(times, lines(pod, lines.begin()), lines.begin());
    }

    private static long lines(Pod pod, String words) {
        return pod.said().lines().filter(line -> line.contains(words)).count();
    }
}
