package chat.parley.faults;

import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.kit.Lane;
import chat.parley.kit.Member;
import chat.parley.kit.Pod;
import chat.parley.kit.PodCluster;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Redis' work for people who are connected and do nothing: it grows with pods and rooms, not with
/// connections and heartbeats. Only in the long form.
@Lane(Lane.LOAD)
final class IdleIT {
    private static final int FEW = 100;
    private static final int MANY = 5_000;
    private static final int ROOMS = 50;
    private static final Duration MINUTE = Duration.ofMinutes(1);
    /// What may differ between two minutes: one beat more or less of everything periodic.
    private static final int BEATS = 100;

    @RegisterExtension
    static final PodCluster PODS = new PodCluster();

    @Test
    void fiveThousandIdleClientsCostRedisAsMuchAsAHundred() {
        Assumptions.assumeTrue(Scale.LONG, "only in the long form (-Pwhole)");
        List<Pod> pods = List.of(PODS.pod(), PODS.pod());
        PODS.ready();
        ConcurrentLinkedQueue<Member> members = new ConcurrentLinkedQueue<>();
        try {
            connect(members, pods, 0, FEW);
            long few = commandsInAMinute();
            connect(members, pods, FEW, MANY);
            long many = commandsInAMinute();
            String line = String.format(
                    Locale.ROOT,
                    "idle: %d connections on %d pods in %d rooms: %d commands of Redis in a minute; %d connections: %d",
                    FEW,
                    pods.size(),
                    ROOMS + 1,
                    few,
                    MANY,
                    many);
            System.out.println(line);
            assertTrue(many <= few + BEATS, line);
            assertTrue(members.stream().noneMatch(member -> member.ended()), "all are connected still");
        } finally {
            members.forEach(Member::close);
        }
    }

    private static void connect(ConcurrentLinkedQueue<Member> members, List<Pod> pods, int from, int to) {
        try (ExecutorService several = Executors.newFixedThreadPool(8)) {
            IntStream.range(from, to)
                    .forEach(i -> several.execute(() -> {
                        Member member = Member.named("Idle " + i, pods.get(i % pods.size()));
                        members.add(member);
                        member.joins("idle-" + i % ROOMS);
                    }));
        }
        assertTrue(members.size() == to, () -> "expected " + to + " connections, got " + members.size());
    }

    /// Measured once nothing remains to be done for the new connections: two quiet seconds then cost the same
    /// as any two.
    private static long commandsInAMinute() {
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofSeconds(5))
                .until(IdleIT::quiet);
        return commandsIn(MINUTE);
    }

    private static boolean quiet() {
        long before = commandsIn(Duration.ofSeconds(12));
        return Math.abs(commandsIn(Duration.ofSeconds(12)) - before) < BEATS / 2;
    }

    private static long commandsIn(Duration time) {
        long before = commands();
        Awaitility.await().pollDelay(time).atMost(time.plusSeconds(10)).until(() -> true);
        return commands() - before;
    }

    private static long commands() {
        return PODS.redis()
                .info("stats", "total_commands_processed")
                .map(Long::parseLong)
                .orElseThrow();
    }
}
