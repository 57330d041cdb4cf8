package chat.parley.faults;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.dev.OwnCluster;
import chat.parley.kit.Lane;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Three pods on a real Redis cluster of three masters with a replica each; slots move and masters die, under
/// load.
@Lane(Lane.LOAD)
final class ClusterIT {
    private static final int BACK_WITHIN_SECONDS = 5;
    /// Keys that all pods share, besides the rooms.
    private static final List<String> LISTS = List.of("parley:pods", "parley:rooms", "parley:users");

    @RegisterExtension
    static final ClusterPodPool SHARED = new ClusterPodPool();

    private final OwnCluster cluster = SHARED.cluster();

    @Test
    void slotsMigrateUnderLoad() {
        Pods pods = SHARED.pods();
        try (Crowd crowd = Crowd.usual(pods)) {
            crowd.talks(Scale.PER_SECOND);
            crowd.goesOnFor(Scale.CALM);
            List<Integer> slots = Stream.concat(crowd.rooms().stream().map(ClusterIT::key), LISTS.stream())
                    .map(cluster::slot)
                    .distinct()
                    .toList();
            long begun = System.nanoTime();
            cluster.moveAway(slots);
            long moved = System.nanoTime();
            double back = servedAgain(crowd, pods, crowd.rooms(), moved);
            crowd.goesOnFor(Scale.CALM);
            crowd.settles(Crowd::everybody);

            Verdict verdict = crowd.ledger(Crowd::everybody).verdict();
            Report.row(
                    "cluster: slots migrate",
                    verdict,
                    String.format(
                            Locale.ROOT,
                            "%d slots with all rooms moved in %.1f s; %d sends answered"
                                    + " `unavailable`, slowest answer %.2f s; all rooms served after %.1f s; %d resets;"
                                    + " sockets lost: %d",
                            slots.size(),
                            (moved - begun) / 1e9,
                            unavailable(crowd),
                            crowd.slowestAnswer(),
                            back,
                            crowd.resets(),
                            crowd.comebacks().size()));
            assertTrue(verdict.clean(), verdict::toString);
            assertEquals(List.of(), crowd.failures());
            assertEquals(0, crowd.resets());
            assertEquals(0, crowd.comebacks().size());
            assertTrue(back <= Scale.within(BACK_WITHIN_SECONDS), "served after " + back);
        }
    }

    @Test
    void aMasterIsKilledUnderLoad() {
        Pods pods = SHARED.pods();
        try (Crowd crowd = Crowd.usual(pods)) {
            crowd.talks(Scale.PER_SECOND);
            crowd.goesOnFor(Scale.CALM);
            int dead = cluster.owner(cluster.slot(key(crowd.rooms().getFirst())));
            List<String> hit = crowd.rooms().stream()
                    .filter(room -> cluster.owner(cluster.slot(key(room))) == dead)
                    .toList();
            int masters = cluster.masters().size();
            long killed = System.nanoTime();
            cluster.kill(dead);
            await().atMost(20, SECONDS)
                    .pollInterval(20, MILLISECONDS)
                    .until(() -> cluster.masters().size() == masters);
            long promoted = System.nanoTime();
            double back = servedAgain(crowd, pods, hit, promoted);
            crowd.goesOnFor(Scale.CALM);
            crowd.settles(Crowd::everybody);

            Verdict verdict = crowd.ledger(Crowd::everybody).verdict();
            Report.row(
                    "cluster: SIGKILL of a master",
                    verdict,
                    String.format(
                            Locale.ROOT,
                            "its replica took over after %.1f s; its %d of %d rooms served %.1f s later; %d sends"
                                    + " answered `unavailable`, slowest answer %.2f s; %d resets; sockets lost: %d",
                            (promoted - killed) / 1e9,
                            hit.size(),
                            crowd.rooms().size(),
                            back,
                            unavailable(crowd),
                            crowd.slowestAnswer(),
                            crowd.resets(),
                            crowd.comebacks().size()));
            assertTrue(verdict.clean(), verdict::toString);
            assertEquals(List.of(), crowd.failures());
            assertEquals(0, crowd.comebacks().size());
            assertTrue(back <= Scale.within(BACK_WITHIN_SECONDS), "served after " + back);
        }
    }

    private static String key(String room) {
        return "parley:{" + room + "}:meta";
    }

    private static int unavailable(Crowd crowd) {
        return crowd.clients().stream()
                .mapToInt(client -> client.outbox().unavailable())
                .sum();
    }

    /// Seconds since then until something new is stored in each of these rooms and all pods are ready.
    private static double servedAgain(Crowd crowd, Pods pods, List<String> rooms, long since) {
        List<Long> before =
                rooms.stream().map(room -> acknowledged(crowd, room)).toList();
        await().atMost(40, SECONDS)
                .pollInterval(50, MILLISECONDS)
                .untilAsserted(() -> assertEquals(List.of(), deaf(crowd, pods, rooms, before)));
        return (System.nanoTime() - since) / 1e9;
    }

    /// Rooms in which nothing new is stored, and pods that are not ready.
    private static List<String> deaf(Crowd crowd, Pods pods, List<String> rooms, List<Long> before) {
        Stream<String> silent = IntStream.range(0, rooms.size())
                .filter(i -> acknowledged(crowd, rooms.get(i)) <= before.get(i))
                .mapToObj(rooms::get);
        Stream<String> away =
                pods.all().stream().filter(pod -> pod.readiness() != 200).map(pod -> "pod at " + pod.port());
        return Stream.concat(silent, away).toList();
    }

    private static long acknowledged(Crowd crowd, String room) {
        return crowd.clients().stream()
                .mapToLong(client -> client.outbox().acknowledged(room).size())
                .sum();
    }
}
