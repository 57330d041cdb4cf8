package chat.parley.faults;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.kit.Member;
import chat.parley.kit.PodCluster;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/// A store that loses its latest writes, in whatever way, while a crowd chats: the senders restore everything
/// acknowledged, no position is used twice, and a client that resumes from a lost seq is told so (protocol.md
/// section 6, promise 7).
/// @param fault its name in the report
/// @param lag from here on, writes will be lost
/// @param loss the store dies
/// @param comeback a store is up again, without the tail; the measured time begins here
record LostTail(String fault, Runnable lag, Runnable loss, Runnable comeback) {
    static final int SERVICE_BACK_WITHIN_SECONDS = 10;
    private static final int ALL_BACK_WITHIN_SECONDS = 15;

    /// Runs the fault on a crowd on these pods.
    void on(Pods pods) {
        String quiet = PodCluster.room();
        try (Crowd crowd = Crowd.usual(pods);
                Member ada = Member.named("Ada", pods.next())) {
            String epoch = ada.joins(quiet).get("epoch").asText();
            ada.says(quiet, "kept");
            crowd.talks(Scale.PER_SECOND);
            crowd.goesOnFor(Scale.CALM);
            lag.run();
            long lostSeq = ada.says(quiet, "lost").get("seq").asLong();
            crowd.goesOnFor(Duration.ofSeconds(1));
            long before = crowd.acknowledged();
            ada.vanishes();
            loss.run();
            long there = System.nanoTime();
            comeback.run();
            double back = crowd.servedAgain(pods, there);
            // Nobody has sent anything in that room since. A refused client retries, as clients do.
            await().atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(250))
                    .untilAsserted(() -> ada.back(pods.next(), quiet, epoch, lostSeq));
            String found = ada.found(quiet).get("state").asText();
            crowd.settles(Crowd::everybody);
            double all = (System.nanoTime() - there) / 1e9;
            crowd.talks(Scale.PER_SECOND);
            crowd.goesOnFor(Scale.CALM);
            crowd.settles(Crowd::everybody);
            judge(crowd, before, back, all, found);
        }
    }

    private void judge(Crowd crowd, long before, double back, double all, String found) {
        Verdict verdict = crowd.ledger(Crowd::everybody).verdict();
        Report.row(
                fault,
                verdict,
                String.format(
                        Locale.ROOT,
                        "service back after %.1f s, everything acknowledged (%d by then) after %.1f s; positions used"
                                + " twice: %d; %d resets; resumed with a lost seq: %s",
                        back,
                        before,
                        all,
                        verdict.reused(),
                        crowd.resets(),
                        found));
        assertTrue(verdict.clean(), verdict::toString);
        assertEquals(List.of(), crowd.failures());
        assertTrue(back <= Scale.within(SERVICE_BACK_WITHIN_SECONDS), "service back after " + back);
        assertTrue(all <= Scale.within(ALL_BACK_WITHIN_SECONDS), "all back after " + all);
        assertTrue(crowd.resets() > 0, "the tail was lost, so somebody had heard what is gone");
        assertEquals("reset", found);
    }
}
