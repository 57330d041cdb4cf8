package chat.parley.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.kit.Lane;
import chat.parley.kit.Pod;
import chat.parley.kit.PodCluster;
import chat.parley.kit.Program;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// An upgrade as members experience it, behind a load balancer: every pod is replaced, then there is one
/// fewer, and nobody misses a message or sees an error.
@Lane(Lane.LOAD)
final class RollingRestartIT {
    private static final int PODS = 3;
    private static final int MEMBERS = Scale.LONG ? 1_000 : Scale.CLIENTS;
    private static final int ROOMS = MEMBERS / 10;
    private static final int PER_SECOND = 200;
    private static final int DRAIN_SECONDS = (int) Scale.DRAIN.toSeconds();

    @Test
    void membersDoNotNoticeARollingRestartAndALostPod() {
        Path haproxy = Program.named("haproxy", "the rolling restart behind a load balancer");
        try (Balancer balancer = new Balancer(haproxy, 2 * PODS);
                PodCluster podCluster = new PodCluster()) {
            List<Pod> living = new ArrayList<>();
            for (Balancer.Place place : balancer.places().subList(0, PODS)) {
                living.add(podCluster.pod(settings(place)));
            }
            podCluster.ready();
            Pods pods = new Pods(living, Optional.of(balancer.address()));
            try (Crowd crowd = new Crowd(pods, MEMBERS, ROOMS, 1)) {
                crowd.talks(PER_SECOND);
                crowd.goesOnFor(Scale.CALM);
                for (Balancer.Place place : balancer.places().subList(PODS, 2 * PODS)) {
                    living.add(podCluster.pod(settings(place)));
                    podCluster.ready();
                    goes(living.removeFirst());
                }
                goes(living.removeFirst());
                crowd.goesOnFor(Scale.CALM);
                crowd.settles(Crowd::everybody);
                report(crowd);
            }
        }
    }

    /// As in production, except for the short form's intervals, and a drain rate that so many members can
    /// reconnect at.
    private static String[] settings(Balancer.Place place) {
        List<String> settings = new ArrayList<>(List.of(Scale.settings()));
        settings.add("parley.drain.duration=" + DRAIN_SECONDS + "s");
        return place.settings(settings.toArray(String[]::new));
    }

    private static void goes(Pod pod) {
        pod.terminate();
        pod.end(DRAIN_SECONDS + 20);
    }

    private static void report(Crowd crowd) {
        Verdict verdict = crowd.ledger(Crowd::everybody).verdict();
        List<Reconnection> comebacks = crowd.comebacks();
        double[] back = comebacks.stream().mapToDouble(Reconnection::seconds).toArray();
        List<String> refusals = crowd.clients().stream()
                .flatMap(client -> client.diary().refusals().stream())
                .toList();
        // A pod with too many new connections asks some to retry, which only their clients see.
        long later =
                refusals.stream().filter(why -> why.contains("\"retry\":true")).count();
        long refused = refusals.size() - later;
        int again = crowd.clients().stream()
                .mapToInt(client -> client.outbox().unavailable())
                .sum();
        Report.row(
                "rolling restart and scale-down behind haproxy",
                verdict,
                String.format(
                        Locale.ROOT,
                        "%d members, %d moved with 1012, back p50 %.2f s, p99 %.2f s; asked to come a"
                                + " little later: %d, connections refused: %d, sends"
                                + " refused for good: %d, to be sent again: %d",
                        MEMBERS,
                        back.length,
                        Report.percentile(back, 50),
                        Report.percentile(back, 99),
                        later,
                        refused,
                        crowd.failures().size(),
                        again));
        assertTrue(verdict.clean(), verdict::toString);
        assertEquals(0, verdict.resets());
        assertEquals(List.of(), crowd.failures());
        assertEquals(0, refused);
        assertEquals(0, again);
        assertTrue(back.length >= MEMBERS, "everybody moved at least once: " + back.length);
        assertTrue(comebacks.stream().allMatch(comeback -> comeback.code() == 1012), comebacks::toString);
    }
}
