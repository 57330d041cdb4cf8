package chat.parley.faults;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.kit.LossyWay;
import chat.parley.kit.Member;
import chat.parley.kit.Meters;
import chat.parley.kit.Pod;
import chat.parley.kit.Town;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// A Redis that restarts, loses its last second, hangs, or drops what it should publish, under load.
final class RedisFaultsIT {
    private static final int SERVICE_BACK_WITHIN_SECONDS = 10;
    private static final int ALL_BACK_WITHIN_SECONDS = 15;
    private static final int ANSWER_WITHIN_SECONDS = 5;
    private static final int PAUSE_SECONDS = Scale.LONG ? 10 : 6;
    private static final int KILLS = Scale.LONG ? 30 : 3;
    private static final int HEALED_WITHIN_SECONDS = 20;

    @RegisterExtension
    static final Town TOWN = new Town();

    private static final LossyWay WAY = new LossyWay(TOWN.redis().address());
    private static final Scene SCENE = new Scene(TOWN, () -> TOWN.podThrough(WAY.address(), Scale.settings()));

    @AfterAll
    static void end() {
        WAY.close();
    }

    @Test
    void redisRestartsAndLosesNothing() {
        Pods pods = SCENE.pods();
        try (Crowd crowd = crowd(pods)) {
            crowd.talks(Scale.PER_SECOND);
            crowd.goesOnFor(Scale.CALM);
            TOWN.redis().stop();
            crowd.goesOnFor(Scale.CALM);
            long started = System.nanoTime();
            TOWN.redis().start();
            double back = serviceBack(crowd, pods, started);
            crowd.goesOnFor(Scale.CALM);
            crowd.settles(Duration.ofSeconds(30), Crowd::everybody);

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
            assertTrue(back <= SERVICE_BACK_WITHIN_SECONDS, "service back after " + back);
            assertTrue(epochs(crowd) >= Scale.CLIENTS * Scale.EACH, "new epochs told: " + epochs(crowd));
            assertEquals(0, crowd.resets());
            assertEquals(0, crowd.comebacks().size());
            assertTrue(pods.all().stream().allMatch(Pod::alive));
        }
    }

    @Test
    void redisIsKilledAndItsLastSecondIsLost() {
        Pods pods = SCENE.pods();
        String quiet = Town.room();
        try (Crowd crowd = crowd(pods);
                Member ada = Member.named("Ada", pods.next())) {
            String epoch = ada.joins(quiet).get("epoch").asText();
            ada.says(quiet, "kept");
            crowd.talks(Scale.PER_SECOND);
            crowd.goesOnFor(Scale.CALM);
            Map<Path, byte[]> earlier = TOWN.redis().written();
            long lostSeq = ada.says(quiet, "lost").get("seq").asLong();
            crowd.goesOnFor(Duration.ofSeconds(1));
            long before = crowd.acknowledged();
            ada.vanishes();
            TOWN.redis().kill();
            TOWN.redis().lose(earlier);
            long started = System.nanoTime();
            TOWN.redis().start();
            double back = serviceBack(crowd, pods, started);
            // Nobody said anything in that room since.
            ada.back(pods.next(), quiet, epoch, lostSeq);
            String found = ada.found(quiet).get("state").asText();
            crowd.settles(Duration.ofSeconds(ALL_BACK_WITHIN_SECONDS), Crowd::everybody);
            double all = (System.nanoTime() - started) / 1e9;
            crowd.talks(Scale.PER_SECOND);
            crowd.goesOnFor(Scale.CALM);
            crowd.settles(Duration.ofSeconds(ALL_BACK_WITHIN_SECONDS), Crowd::everybody);

            Verdict verdict = crowd.ledger(Crowd::everybody).verdict();
            Report.row(
                    "Redis killed, its last second lost",
                    verdict,
                    String.format(
                            Locale.ROOT,
                            "service back after %.1f s, everything acknowledged (%d by then) after %.1f s; positions"
                                    + " used twice: %d; %d resets; resumed with a lost seq: %s",
                            back,
                            before,
                            all,
                            verdict.reused(),
                            crowd.resets(),
                            found));
            assertTrue(verdict.clean(), verdict::toString);
            assertEquals(List.of(), crowd.failures());
            assertTrue(back <= SERVICE_BACK_WITHIN_SECONDS, "service back after " + back);
            assertTrue(all <= ALL_BACK_WITHIN_SECONDS, "all back after " + all);
            assertTrue(crowd.resets() > 0, "the last second was lost, so somebody had heard what is gone");
            assertEquals("reset", found);
        }
    }

    @Test
    void redisHangs() {
        Pods pods = SCENE.pods();
        try (Crowd crowd = crowd(pods)) {
            crowd.talks(Scale.PER_SECOND);
            crowd.goesOnFor(Scale.CALM);
            long paused = System.nanoTime();
            TOWN.redis().pause();
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
                TOWN.redis().goOn();
            }
            long resumed = System.nanoTime();
            double back = serviceBack(crowd, pods, resumed);
            crowd.goesOnFor(Scale.CALM);
            crowd.settles(Duration.ofSeconds(30), Crowd::everybody);

            Verdict verdict = crowd.ledger(Crowd::everybody).verdict();
            double slowest = crowd.clients().stream()
                    .flatMap(client -> client.outbox().answers().stream())
                    .mapToDouble(seconds -> seconds)
                    .max()
                    .orElse(0);
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
        await().atMost(10, SECONDS)
                .pollInterval(50, MILLISECONDS)
                .until(() -> pods.all().stream().allMatch(pod -> pod.readiness() == 503));
        return (System.nanoTime() - since) / 1e9;
    }

    @Test
    void theSubscriptionsAreKilledAgainAndAgain() {
        Pods pods = SCENE.pods();
        try (Crowd crowd = crowd(pods)) {
            crowd.talks(Scale.PER_SECOND);
            crowd.goesOnFor(Scale.CALM);
            double before = heals(pods);
            for (int i = 0; i < KILLS; i++) {
                TOWN.redis().ask("CLIENT KILL TYPE pubsub");
                crowd.goesOnFor(Duration.ofSeconds(2));
            }
            crowd.settles(Duration.ofSeconds(20), Crowd::everybody);
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

    @Test
    void oneOfAHundredPublicationsIsLost() {
        Pods pods = SCENE.pods();
        try (Crowd crowd = crowd(pods)) {
            int before = WAY.lost();
            double healsBefore = heals(pods);
            WAY.losesOneOf(100);
            crowd.talks(Scale.PER_SECOND);
            crowd.goesOnFor(Scale.CALM.plus(Scale.CALM));
            crowd.goesOnFor(Scale.LONG ? Duration.ofSeconds(40) : Duration.ofSeconds(2));
            crowd.settles(Duration.ofSeconds(HEALED_WITHIN_SECONDS + 5), Crowd::everybody);
            WAY.losesNothing();
            int lost = WAY.lost() - before;
            double heals = heals(pods) - healsBefore;
            double tail = tailHealedAfter(crowd);

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
            assertTrue(lost > 0);
            assertTrue(heals <= lost + Scale.ROOMS, heals + " reads of the log for " + lost + " losses");
            assertTrue(tail <= HEALED_WITHIN_SECONDS, "healed after " + tail);
        }
    }

    /// Everybody has gone quiet; one message more is lost, to all pods.
    private static double tailHealedAfter(Crowd crowd) {
        String room = crowd.rooms().getFirst();
        Client speaker = crowd.clients().stream()
                .filter(client -> client.rooms().contains(room))
                .findFirst()
                .orElseThrow();
        WAY.loses("{" + room + "}");
        long said = System.nanoTime();
        speaker.say(room, "the last one");
        crowd.settles(Duration.ofSeconds(HEALED_WITHIN_SECONDS + 5), Crowd::everybody);
        double seconds = (System.nanoTime() - said) / 1e9;
        WAY.losesNothing();
        return seconds;
    }

    private static Crowd crowd(Pods pods) {
        return new Crowd(pods, Scale.CLIENTS, Scale.ROOMS, Scale.EACH);
    }

    /// Seconds until all pods are ready and something new is stored.
    private static double serviceBack(Crowd crowd, Pods pods, long since) {
        long before = crowd.acknowledged();
        await().atMost(40, SECONDS)
                .pollInterval(50, MILLISECONDS)
                .until(() ->
                        crowd.acknowledged() > before && pods.all().stream().allMatch(pod -> pod.readiness() == 200));
        return (System.nanoTime() - since) / 1e9;
    }

    private static int epochs(Crowd crowd) {
        return crowd.clients().stream()
                .mapToInt(client -> client.diary().epochs())
                .sum();
    }

    private static double heals(Pods pods) {
        return pods.all().stream()
                .mapToDouble(pod -> Meters.of(pod).sum("parley_log_heals_total"))
                .sum();
    }
}
