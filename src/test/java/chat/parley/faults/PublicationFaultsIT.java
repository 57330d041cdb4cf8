package chat.parley.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.kit.Lane;
import chat.parley.kit.Member;
import chat.parley.kit.Meters;
import chat.parley.kit.PodCluster;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Redis' publications do not arrive, under load: subscribers are disconnected, or some publications are
/// lost on the way.
@Lane(Lane.LOAD)
final class PublicationFaultsIT {
    private static final int KILLS = Scale.LONG ? 30 : 3;
    private static final int HEALED_WITHIN_SECONDS = 20;
    private static final Duration HEALED_IN_ANY_CASE = Duration.ofSeconds(HEALED_WITHIN_SECONDS + 5);
    /// Fewer of some hundred thousand would mean that the proxy drops nothing.
    private static final int LOST_AT_LEAST = 10;

    @RegisterExtension
    static final SharedPodPool SHARED = new SharedPodPool();

    @Test
    void subscriptionsAreKilledRepeatedly() {
        Pods pods = SHARED.pods();
        try (Crowd crowd = Crowd.usual(pods)) {
            crowd.talks(Scale.PER_SECOND);
            crowd.goesOnFor(Scale.CALM);
            double before = heals(pods);
            for (int i = 0; i < KILLS; i++) {
                SHARED.redis().ask("CLIENT KILL TYPE pubsub");
                crowd.goesOnFor(Duration.ofSeconds(2));
            }
            crowd.settles(Crowd::everybody);
            double heals = heals(pods) - before;

            Verdict verdict = crowd.ledger(Crowd::everybody).verdict();
            double most = (double) Scale.ROOMS * pods.all().size() * KILLS;
            Report.row(
                    "subscriptions killed " + KILLS + " times, every 2 s",
                    verdict,
                    String.format(
                            Locale.ROOT,
                            "%.0f reads of the log, %.2f for each room, pod and kill; sockets lost: %d",
                            heals,
                            heals / most,
                            crowd.comebacks().size()));
            assertTrue(verdict.clean(), verdict::toString);
            assertEquals(List.of(), crowd.failures());
            assertEquals(0, crowd.resets());
            assertEquals(0, crowd.comebacks().size());
            assertTrue(heals > 0 && heals <= most, heals + " reads of the log, expected at most " + most);
        }
    }

    /// A message in a quiet room is lost to all pods, and nothing follows that would reveal the gap;
    /// meanwhile the others chat and lose one message in a hundred.
    @Test
    void oneInAHundredPublicationsIsLost() {
        Pods pods = SHARED.pods();
        String quiet = PodCluster.room();
        try (Crowd crowd = Crowd.usual(pods);
                Member ada = Member.named("Ada", pods.next());
                Member grace = Member.named("Grace", pods.next())) {
            ada.joins(quiet);
            grace.joins(quiet);
            int before = SHARED.proxy().lost();
            double healsBefore = heals(pods);
            SHARED.proxy().losesOneOf(100);
            SHARED.proxy().loses("{" + quiet + "}");
            CompletableFuture<Double> healed = healed(quiet, ada, grace);
            crowd.talks(Scale.PER_SECOND);
            crowd.goesOnFor(Scale.CALM.plus(Scale.CALM));
            crowd.goesOnFor(Scale.LONG ? Duration.ofSeconds(40) : Duration.ofSeconds(2));
            crowd.settles(HEALED_IN_ANY_CASE, Crowd::everybody);
            double tail = healed.join();
            SHARED.proxy().losesNothing();
            int lost = SHARED.proxy().lost() - before;
            double heals = heals(pods) - healsBefore;

            Verdict verdict = crowd.ledger(Crowd::everybody).verdict();
            Report.row(
                    "1 % of the publications lost",
                    verdict,
                    String.format(
                            Locale.ROOT,
                            "%d publications lost on the way to a pod, %.0f reads of the log; the lost last message of"
                                    + " a quiet room came after %.1f s",
                            lost,
                            heals,
                            tail));
            assertTrue(verdict.clean(), verdict::toString);
            assertEquals(List.of(), crowd.failures());
            assertEquals(0, crowd.resets());
            assertTrue(lost >= LOST_AT_LEAST, "lost: " + lost);
            assertTrue(heals <= lost + Scale.ROOMS, heals + " reads of the log for " + lost + " losses");
            assertTrue(tail <= HEALED_WITHIN_SECONDS, "healed after " + tail);
        } finally {
            SHARED.proxy().losesNothing();
        }
    }

    /// Seconds until the listener receives what the other sends here.
    private static CompletableFuture<Double> healed(String room, Member speaker, Member listener) {
        speaker.says(room, "the last one");
        long said = System.nanoTime();
        return CompletableFuture.supplyAsync(
                () -> {
                    listener.heard().atLeast(1, "the last one", Member.message(room), HEALED_IN_ANY_CASE);
                    return (System.nanoTime() - said) / 1e9;
                },
                ForkJoinPool.commonPool());
    }

    private static double heals(Pods pods) {
        return pods.all().stream()
                .mapToDouble(pod -> Meters.of(pod).sum("parley_log_heals_total"))
                .sum();
    }
}
