package chat.parley.faults;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.kit.Lane;
import chat.parley.kit.Pod;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Pods that die and pods that shut down, under load.
@Order(1)
@Lane({Lane.LOAD, Lane.PAGES})
final class PodFaultsIT {
    private static final double BACK_WITHIN_SECONDS = 5;
    private static final int STAY_AWAY = 15;
    /// Closings that are spread evenly put a tenth into each tenth of the drain; a thundering herd puts
    /// nearly all into one.
    private static final double HERD = 0.5;

    @RegisterExtension
    static final SharedPodPool SHARED = new SharedPodPool();

    @Test
    void aPodIsKilled() {
        Pods pods = SHARED.pods();
        try (Crowd crowd = Crowd.usual(pods)) {
            crowd.talks(Scale.PER_SECOND);
            crowd.goesOnFor(Scale.CALM);
            Pod dead = pods.all().getFirst();
            List<Client> hit = crowd.on(dead);
            List<Client> away = hit.subList(0, STAY_AWAY);
            away.forEach(Client::stayAway);
            Predicate<Client> there = client -> !away.contains(client);
            long killed = System.nanoTime();
            dead.kill();
            pods.remove(dead);
            crowd.goesOnFor(Scale.CALM);
            double gone = goneAfter(crowd, away, there, killed);
            crowd.settles(there);

            Verdict verdict = crowd.ledger(there).verdict();
            double[] back = crowd.comebacks().stream()
                    .mapToDouble(Reconnection::seconds)
                    .toArray();
            double p99 = Report.percentile(back, 99);
            Report.row(
                    "SIGKILL of a pod",
                    verdict,
                    String.format(
                            Locale.ROOT,
                            "%d of %d back, p50 %.2f s, p99 %.2f s; %d who stayed away gone after %.1f s, others shown"
                                    + " as gone: %d",
                            back.length,
                            hit.size() - away.size(),
                            Report.percentile(back, 50),
                            p99,
                            away.size(),
                            gone,
                            crowd.wronglyGone(away)));
            assertTrue(verdict.clean(), verdict::toString);
            assertEquals(0, verdict.resets());
            assertEquals(List.of(), crowd.failures());
            assertEquals(hit.size() - away.size(), back.length);
            assertTrue(p99 <= BACK_WITHIN_SECONDS, "p99 " + p99);
            assertEquals(0, crowd.wronglyGone(away));
            assertTrue(gone <= Scale.LEASE.toSeconds() + 5, "gone after " + gone);
        }
    }

    /// Seconds until the connected clients had seen each absent client go offline, in each of their rooms.
    private static double goneAfter(Crowd crowd, List<Client> away, Predicate<Client> there, long since) {
        Set<String> expected = away.stream()
                .flatMap(client -> client.rooms().stream().map(room -> room + " " + client.id()))
                .collect(Collectors.toSet());
        List<Client> witnesses = crowd.clients().stream().filter(there).toList();
        await().atMost(Duration.ofSeconds(40))
                .pollInterval(50, MILLISECONDS)
                .until(() -> seenGone(witnesses).containsAll(expected));
        return witnesses.stream()
                        .flatMap(client -> client.diary().gone().stream())
                        .mapToLong(gone -> gone.at() - since)
                        .max()
                        .orElse(0)
                / 1e9;
    }

    private static Set<String> seenGone(List<Client> witnesses) {
        return witnesses.stream()
                .flatMap(client -> client.diary().gone().stream())
                .map(gone -> gone.room() + " " + gone.user())
                .collect(Collectors.toSet());
    }

    @Test
    void allPodsAreReplacedOneByOne() {
        Pods pods = SHARED.pods();
        Iterator<Pod> successors = SHARED.successors().iterator();
        try (Crowd crowd = Crowd.usual(pods)) {
            crowd.talks(Scale.PER_SECOND);
            crowd.goesOnFor(Scale.CALM);
            double evenness = 0;
            for (Pod old : pods.all()) {
                pods.add(successors.next());
                pods.remove(old);
                List<Client> leaving = crowd.on(old);
                Set<ClientLog.End> before = ends(leaving);
                old.terminate();
                old.end((int) Scale.DRAIN.toSeconds() + 10);
                Set<ClientLog.End> ends = new HashSet<>();
                await().atMost(20, SECONDS).until(() -> {
                    ends.addAll(ends(leaving));
                    ends.removeAll(before);
                    return ends.size() == leaving.size();
                });
                assertTrue(ends.stream().allMatch(end -> end.code() == 1012), ends::toString);
                evenness = Math.max(evenness, busiestTenth(ends));
            }
            crowd.goesOnFor(Scale.CALM);
            crowd.settles(Crowd::everybody);

            Verdict verdict = crowd.ledger(Crowd::everybody).verdict();
            double[] back = crowd.comebacks().stream()
                    .mapToDouble(Reconnection::seconds)
                    .toArray();
            double p99 = Report.percentile(back, 99);
            int byes = crowd.clients().stream()
                    .mapToInt(client -> client.diary().byes().size())
                    .sum();
            // A client that reconnects to the next pod to be drained may be sent on before its hello is answered.
            long restarts = crowd.clients().stream()
                    .flatMap(client -> client.diary().ends().stream())
                    .filter(end -> end.code() == 1012)
                    .count();
            int again = crowd.clients().stream()
                    .mapToInt(client -> client.outbox().unavailable())
                    .sum();
            Report.row(
                    "rolling restart of all pods",
                    verdict,
                    String.format(
                            Locale.ROOT,
                            "%d byes, %d endings with 1012, at most %.0f %% of a pod's in a tenth of the drain (even: 10"
                                    + " %%); back p99 %.2f s; sends refused for good: %d, to be sent again: %d; shown as"
                                    + " gone: %d",
                            byes,
                            restarts,
                            100 * evenness,
                            p99,
                            crowd.failures().size(),
                            again,
                            crowd.wronglyGone(List.of())));
            assertTrue(verdict.clean(), verdict::toString);
            assertEquals(0, verdict.resets());
            assertEquals(List.of(), crowd.failures());
            assertEquals(0, again);
            assertEquals(byes, restarts);
            assertTrue(evenness < HERD, "a herd: " + evenness);
            assertTrue(p99 <= Scale.within(BACK_WITHIN_SECONDS), "p99 " + p99);
            assertEquals(0, crowd.wronglyGone(List.of()));
        }
    }

    private static Set<ClientLog.End> ends(List<Client> clients) {
        return clients.stream()
                .flatMap(client -> client.diary().ends().stream())
                .collect(Collectors.toSet());
    }

    /// The largest share of the closings that fell into one tenth of the drain.
    private static double busiestTenth(Set<ClientLog.End> ends) {
        long[] times = ends.stream().mapToLong(ClientLog.End::at).sorted().toArray();
        long tenth = Scale.DRAIN.toNanos() / 10;
        int most = 0;
        for (int i = 0; i < times.length; i++) {
            int upTo = Arrays.binarySearch(times, times[i] + tenth);
            most = Math.max(most, (upTo < 0 ? -upTo - 1 : upTo) - i);
        }
        return times.length == 0 ? 0 : (double) most / times.length;
    }
}
