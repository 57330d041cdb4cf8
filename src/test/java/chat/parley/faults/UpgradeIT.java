package chat.parley.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.kit.Lane;
import chat.parley.kit.Pod;
import chat.parley.kit.PodCluster;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A rollout under load, to this release and back to the one before it.
@Lane(Lane.LOAD)
final class UpgradeIT {
    private static final int PODS = 2;

    private static PreviousBuild previous;

    @BeforeAll
    static void find() {
        previous = PreviousBuild.find();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void membersDoNotNoticeARollingUpgrade(boolean forward) {
        try (PodCluster podCluster = new PodCluster()) {
            Function<Boolean, Pod> start = former ->
                    former ? podCluster.podOf(previous.jar(), Scale.settings()) : podCluster.pod(Scale.settings());
            List<Pod> leaving = pods(() -> start.apply(forward));
            List<Pod> coming = pods(() -> start.apply(!forward));
            podCluster.ready();
            Pods pods = new Pods(leaving);
            try (Crowd crowd = Crowd.usual(pods)) {
                crowd.talks(Scale.PER_SECOND / 2);
                crowd.goesOnFor(Scale.CALM);
                for (int i = 0; i < PODS; i++) {
                    Pod old = leaving.get(i);
                    pods.add(coming.get(i));
                    pods.remove(old);
                    old.terminate();
                    old.end((int) Scale.DRAIN.toSeconds() + 20);
                    assertEquals(List.of(), old.mistakes());
                }
                crowd.goesOnFor(Scale.CALM);
                crowd.settles(Crowd::everybody);
                report(crowd, (forward ? "from " : "back to ") + previous.name());
                pods.all().forEach(pod -> assertEquals(List.of(), pod.mistakes()));
            }
        }
    }

    private static List<Pod> pods(Supplier<Pod> start) {
        return Stream.generate(start).limit(PODS).toList();
    }

    private static void report(Crowd crowd, String way) {
        Verdict verdict = crowd.ledger(Crowd::everybody).verdict();
        double[] back =
                crowd.comebacks().stream().mapToDouble(Reconnection::seconds).toArray();
        Report.row(
                "rollout " + way,
                verdict,
                String.format(
                        Locale.ROOT,
                        "%d moved, back p99 %.2f s; sends refused for good: %d",
                        back.length,
                        Report.percentile(back, 99),
                        crowd.failures().size()));
        assertTrue(verdict.clean(), verdict::toString);
        assertEquals(0, verdict.resets());
        assertEquals(List.of(), crowd.failures());
        assertTrue(back.length >= crowd.clients().size(), "everybody moved at least once: " + back.length);
    }
}
