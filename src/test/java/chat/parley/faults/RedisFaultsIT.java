package chat.parley.faults;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.kit.Lane;
import chat.parley.kit.Pod;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// A Redis that restarts or hangs, under load.
@Lane(Lane.LOAD)
final class RedisFaultsIT {
    private static final int ANSWER_WITHIN_SECONDS = 5;
    private static final int PAUSE_SECONDS = Scale.LONG ? 10 : 6;

    @RegisterExtension
    static final SharedPodPool SHARED = new SharedPodPool();

    @Test
    void redisRestartsAndLosesNothing() {
        Pods pods = SHARED.pods();
        // Other faults have written to it for minutes.
        SHARED.redis().rewrite();
        try (Crowd crowd = Crowd.usual(pods)) {
            crowd.talks(Scale.PER_SECOND);
            crowd.goesOnFor(Scale.CALM);
            SHARED.redis().stop();
            crowd.goesOnFor(Scale.CALM);
            long started = System.nanoTime();
            SHARED.redis().start();
            double back = crowd.servedAgain(pods, started);
            crowd.goesOnFor(Scale.CALM);
            crowd.settles(Crowd::everybody);

            Verdict verdict = crowd.ledger(Crowd::everybody).verdict();
            Report.row(
                    "plain Redis restart",
                    verdict,
                    String.format(
                            Locale.ROOT,
                            "service back after %.1f s; %d room states of a new epoch, %d resets; sockets lost: %d",
                            back,
                            epochs(crowd),
                            crowd.resets(),
                            crowd.comebacks().size()));
            assertTrue(verdict.clean(), verdict::toString);
            assertEquals(List.of(), crowd.failures());
            assertTrue(back <= Scale.within(LostTail.SERVICE_BACK_WITHIN_SECONDS), "service back after " + back);
            assertTrue(epochs(crowd) >= Scale.CLIENTS * Scale.EACH, "new epochs told: " + epochs(crowd));
            assertEquals(0, crowd.resets());
            assertEquals(0, crowd.comebacks().size());
            assertTrue(pods.all().stream().allMatch(Pod::alive));
        }
    }

    private static int epochs(Crowd crowd) {
        return crowd.clients().stream()
                .mapToInt(client -> client.diary().epochs())
                .sum();
    }

    @Test
    void redisHangs() {
        Pods pods = SHARED.pods();
        try (Crowd crowd = Crowd.usual(pods)) {
            crowd.talks(Scale.PER_SECOND);
            crowd.goesOnFor(Scale.CALM);
            long paused = System.nanoTime();
            SHARED.redis().pause();
            double notReady;
            double slowestCheck = 0;
            List<Integer> live = new ArrayList<>();
            try {
                notReady = notReady(pods, paused);
                while (System.nanoTime() - paused < SECONDS.toNanos(PAUSE_SECONDS)) {
                    for (Pod pod : pods.all()) {
                        long asked = System.nanoTime();
                        assertEquals(503, pod.readiness());
                        slowestCheck = Math.max(slowestCheck, (System.nanoTime() - asked) / 1e9);
                        live.add(pod.liveness());
                    }
                    crowd.goesOnFor(Duration.ofMillis(200));
                }
            } finally {
                SHARED.redis().goOn();
            }
            long resumed = System.nanoTime();
            double back = crowd.servedAgain(pods, resumed);
            crowd.goesOnFor(Scale.CALM);
            crowd.settles(Crowd::everybody);

            Verdict verdict = crowd.ledger(Crowd::everybody).verdict();
            double slowest = crowd.slowestAnswer();
            int unavailable = crowd.clients().stream()
                    .mapToInt(client -> client.outbox().unavailable())
                    .sum();
            Report.row(
                    "Redis paused " + PAUSE_SECONDS + " s",
                    verdict,
                    String.format(
                            Locale.ROOT,
                            "sockets lost: %d; %d sends answered `unavailable`, slowest answer %.2f s; ready 503 after"
                                    + " %.1f s, its check within %.2f s, live 200 in %d of %d; service back after %.1f s",
                            crowd.comebacks().size(),
                            unavailable,
                            slowest,
                            notReady,
                            slowestCheck,
                            live.stream().filter(status -> status == 200).count(),
                            live.size(),
                            back));
            assertTrue(verdict.clean(), verdict::toString);
            assertEquals(List.of(), crowd.failures());
            assertEquals(0, crowd.comebacks().size());
            assertEquals(0, crowd.resets());
            assertTrue(unavailable > 0);
            assertTrue(slowest <= ANSWER_WITHIN_SECONDS, "slowest answer " + slowest);
            assertTrue(notReady <= 4, "not ready after " + notReady);
            assertTrue(slowestCheck <= 1, "readiness answered after " + slowestCheck);
            assertTrue(live.stream().allMatch(status -> status == 200), live::toString);
        }
    }

    private static double notReady(Pods pods, long since) {
        await().atMost(20, SECONDS)
                .pollInterval(50, MILLISECONDS)
                .until(() -> pods.all().stream().allMatch(pod -> pod.readiness() == 503));
        return (System.nanoTime() - since) / 1e9;
    }
}
