package chat.parley.faults;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.kit.Lane;
import chat.parley.kit.Member;
import chat.parley.kit.Meters;
import chat.parley.kit.Pod;
import chat.parley.kit.PodCluster;
import chat.parley.kit.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Sharing the load again after scaling up, behind a real haproxy: members who chat are moved to a pod that
/// came later, and notice nothing. `target/balance.md` has the connections of each pod over time.
@Lane(Lane.LOAD)
final class BalanceIT {
    private static final int MEMBERS = Scale.LONG ? 1_000 : 60;
    private static final int ROOMS = MEMBERS / 10;
    private static final int PER_SECOND = 50;
    private static final int MOVED = 1012;
    /// As in production, and what a minute allows for.
    private static final Duration REST = Scale.LONG ? Duration.ofMinutes(2) : Duration.ofSeconds(5);

    private static final int MORE_OR_LESS = Scale.LONG ? 10 : 20;
    private static final Duration EVEN_WITHIN = Duration.ofSeconds((long) Scale.within(60));
    private static final String ASKED = "parley_balance_asked_total";

    private final Path haproxy = Program.named("haproxy", "sharing the load behind a load balancer");

    /// The long form has production's settings; the short one is faster, and shares fewer.
    private static String[] settings(int rate) {
        return Scale.LONG
                ? Scale.settings()
                : Scale.settings(
                        "parley.balance.rate=" + rate,
                        "parley.balance.rest=" + REST.toSeconds() + "s",
                        "parley.balance.least=5");
    }

    @Test
    void membersDoNotNoticeThatTheyMoveToAPodThatCameLater() throws IOException {
        try (Balancer balancer = new Balancer(haproxy, 3);
                PodCluster podCluster = new PodCluster()) {
            List<Pod> pods = new ArrayList<>();
            for (Balancer.Place place : balancer.places().subList(0, 2)) {
                pods.add(podCluster.pod(place.settings(settings(5))));
            }
            podCluster.ready();
            try (Crowd crowd = new Crowd(new Pods(pods, Optional.of(balancer.address())), MEMBERS, ROOMS, 1)) {
                crowd.talks(PER_SECOND);
                crowd.goesOnFor(REST);
                pods.add(podCluster.pod(balancer.places().getLast().settings(settings(5))));
                podCluster.ready();
                List<String> curve = curveUntilEven(pods);
                crowd.goesOnFor(Scale.CALM);
                // A pod may have asked somebody just now, who has a moment to come back.
                await("each who was asked came back")
                        .atMost(EVEN_WITHIN)
                        .until(() -> asked(pods) == crowd.comebacks().size());
                crowd.settles(Crowd::everybody);
                report(crowd, pods, curve);
            }
        }
    }

    @Test
    void nobodyIsMovedWhileAPodDrainsOrTheStoreIsAway() {
        try (Balancer balancer = new Balancer(haproxy, 3);
                PodCluster podCluster = new PodCluster()) {
            List<Pod> pods = new ArrayList<>();
            String[] slow = settings(1);
            for (Balancer.Place place : balancer.places().subList(0, 2)) {
                pods.add(podCluster.pod(place.settings(slow)));
            }
            Pod leaving = podCluster.pod(settings(1));
            podCluster.ready();
            List<Member> last = IntStream.range(0, 10)
                    .mapToObj(i -> Member.named("Last " + i, leaving))
                    .toList();
            try (Crowd crowd = new Crowd(new Pods(pods, Optional.of(balancer.address())), MEMBERS, ROOMS, 1)) {
                crowd.talks(PER_SECOND);
                crowd.goesOnFor(REST);
                pods.add(podCluster.pod(balancer.places().getLast().settings(slow)));
                podCluster.ready();
                movesMoreThan(pods, 0);

                leaving.terminate();
                double atDrain = settled(crowd, pods);
                crowd.goesOnFor(Scale.DRAIN.minusSeconds(3));
                assertEquals(atDrain, asked(pods), "nobody is asked while a pod drains");
                leaving.end((int) Scale.DRAIN.toSeconds() + 20);
                movesMoreThan(pods, atDrain);

                podCluster.redis().ask("CLIENT PAUSE 30000 ALL");
                double atOutage = settled(crowd, pods);
                crowd.goesOnFor(Duration.ofSeconds(5));
                assertEquals(atOutage, asked(pods), "nobody is asked while the store is away");
                podCluster.redis().ask("CLIENT UNPAUSE");
                movesMoreThan(pods, atOutage);
                crowd.settles(Crowd::everybody);
                Verdict verdict = crowd.ledger(Crowd::everybody).verdict();
                assertTrue(verdict.clean(), verdict::toString);
                assertEquals(List.of(), crowd.failures());
            } finally {
                last.forEach(Member::close);
            }
        }
    }

    @Test
    void podStopsAskingThoseWhomAStickyProxyBringsBack() {
        try (Balancer balancer = Balancer.sticky(haproxy, 2);
                PodCluster podCluster = new PodCluster()) {
            List<Pod> pods = new ArrayList<>();
            for (Balancer.Place place : balancer.places()) {
                pods.add(podCluster.pod(place.settings(settings(5))));
            }
            podCluster.ready();
            try (Crowd crowd = new Crowd(new Pods(pods, Optional.of(balancer.address())), MEMBERS, ROOMS, 1)) {
                crowd.talks(PER_SECOND);
                await().atMost(EVEN_WITHIN.plus(REST))
                        .until(() -> total(pods, "parley_balance_paused") == 1
                                && total(pods, "parley_balance_returned_total") > 10);
                double before = settled(crowd, pods);
                crowd.goesOnFor(REST.plusSeconds(5));
                assertEquals(before, asked(pods), "nobody is asked in vain");
                crowd.settles(Crowd::everybody);
                assertTrue(crowd.ledger(Crowd::everybody).verdict().clean());
                assertEquals(List.of(), crowd.failures());
                assertEquals(0, crowd.wronglyGone(List.of()));
                assertEquals(List.of(), movedAgainWithin(crowd, REST));
            }
        }
    }

    private static double total(List<Pod> pods, String meter) {
        return pods.stream().mapToDouble(pod -> Meters.of(pod).sum(meter)).sum();
    }

    private static double asked(List<Pod> pods) {
        return total(pods, ASKED);
    }

    private static void movesMoreThan(List<Pod> pods, double before) {
        await().atMost(EVEN_WITHIN).pollInterval(200, MILLISECONDS).until(() -> asked(pods) > before);
    }

    /// The number of those asked, once what began before has had its time.
    private static double settled(Crowd crowd, List<Pod> pods) {
        crowd.goesOnFor(Duration.ofSeconds(2));
        return asked(pods);
    }

    /// Rows with the connections of each pod, one a second, until all have the same number, more or less.
    private static List<String> curveUntilEven(List<Pod> pods) {
        List<String> rows = new ArrayList<>();
        long since = System.nanoTime();
        await().atMost(EVEN_WITHIN)
                .pollDelay(0, SECONDS)
                .pollInterval(1, SECONDS)
                .until(() -> {
                    List<Double> open = pods.stream()
                            .map(pod -> Meters.of(pod).sum("parley_connections_open"))
                            .toList();
                    rows.add(String.format(
                            Locale.ROOT,
                            "| %.0f | %.0f | %.0f | %.0f | %.0f |",
                            (System.nanoTime() - since) / 1e9,
                            open.getFirst(),
                            open.get(1),
                            open.getLast(),
                            asked(pods)));
                    double mean = (double) MEMBERS / pods.size();
                    return open.stream().allMatch(each -> Math.abs(each - mean) <= mean * MORE_OR_LESS / 100);
                });
        return rows;
    }

    /// Clients that were moved again so soon.
    private static List<String> movedAgainWithin(Crowd crowd, Duration time) {
        List<String> again = new ArrayList<>();
        for (Client client : crowd.clients()) {
            List<ClientLog.End> ends = client.diary().ends().stream()
                    .filter(end -> end.code() == MOVED)
                    .toList();
            for (int i = 1; i < ends.size(); i++) {
                long between = ends.get(i).at() - ends.get(i - 1).at();
                if (between < time.toNanos()) {
                    again.add(client.id() + " after " + between / 1_000_000 + " ms");
                }
            }
        }
        return again;
    }

    private static void report(Crowd crowd, List<Pod> pods, List<String> curve) throws IOException {
        Files.writeString(
                Path.of("target", "balance.md"),
                "| second | first pod | second pod | third pod | asked |\n|---|---|---|---|---|\n"
                        + String.join("\n", curve) + "\n");
        Verdict verdict = crowd.ledger(Crowd::everybody).verdict();
        List<Reconnection> comebacks = crowd.comebacks();
        double[] back = comebacks.stream().mapToDouble(Reconnection::seconds).toArray();
        Report.row(
                "a third pod behind haproxy, sharing the load again",
                verdict,
                String.format(
                        Locale.ROOT,
                        "%d members, even after %s s, %d moved with 1012, back p50 %.2f s, at most %.2f s",
                        MEMBERS,
                        curve.getLast().split(" ", -1)[1],
                        back.length,
                        Report.percentile(back, 50),
                        Report.percentile(back, 100)));
        assertTrue(verdict.clean(), verdict::toString);
        assertEquals(0, verdict.resets());
        assertEquals(List.of(), crowd.failures());
        assertEquals(0, crowd.wronglyGone(List.of()));
        assertEquals(List.of(), movedAgainWithin(crowd, REST));
        assertTrue(comebacks.stream().allMatch(comeback -> comeback.code() == MOVED), comebacks::toString);
        double returned = total(pods, "parley_balance_returned_total");
        assertTrue(10 * returned <= asked(pods), () -> returned + " came back");
    }
}
