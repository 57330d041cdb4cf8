package chat.parley.faults;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.dev.OwnRedis;
import chat.parley.dev.OwnSentinels;
import chat.parley.kit.Member;
import chat.parley.kit.Town;
import chat.parley.kit.Way;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// A replica that lags behind takes the place of its master, under load: put there by hand, or by Sentinel.
final class FailoverIT {
    private static final int SERVICE_BACK_WITHIN_SECONDS = 10;
    private static final int ALL_BACK_WITHIN_SECONDS = 15;

    @Test
    void aLaggingReplicaIsPromotedByHand() {
        try (Town town = new Town();
                OwnRedis replica = new OwnRedis();
                Way front = Way.to(town.redis().address())) {
            replica.follow(town.redis());
            Scene scene = new Scene(town, () -> town.podThrough(front.address("redis"), Scale.settings()));
            fault("lagging replica promoted by hand", scene.pods(), town.redis(), () -> {
                replica.ask("REPLICAOF NO ONE");
                front.target("127.0.0.1", replica.port());
                front.cut();
            });
        }
    }

    @Test
    void aLaggingReplicaIsPromotedBySentinel() {
        try (Town town = new Town();
                OwnRedis replica = new OwnRedis()) {
            replica.follow(town.redis());
            try (OwnSentinels sentinels = new OwnSentinels(town.redis().port())) {
                Scene scene = new Scene(
                        town,
                        () -> town.pod(Scale.settings(
                                "quarkus.redis.client-type=sentinel",
                                "quarkus.redis.master-name=" + OwnSentinels.MASTER,
                                "quarkus.redis.hosts=" + sentinels.hosts())));
                fault(
                        "lagging replica promoted by Sentinel",
                        scene.pods(),
                        town.redis(),
                        () -> await().atMost(30, SECONDS)
                                .pollInterval(20, MILLISECONDS)
                                .until(() -> replica.info("replication", "role").equals(Optional.of("master"))));
            }
        }
    }

    /// @param promotion puts the replica in the dead master's place
    private static void fault(String name, Pods pods, OwnRedis master, Runnable promotion) {
        String quiet = Town.room();
        try (Crowd crowd = new Crowd(pods, Scale.CLIENTS, Scale.ROOMS, Scale.EACH);
                Member ada = Member.named("Ada", pods.next())) {
            String epoch = ada.joins(quiet).get("epoch").asText();
            ada.says(quiet, "kept");
            crowd.talks(Scale.PER_SECOND);
            crowd.goesOnFor(Scale.CALM);
            master.feedNoReplica();
            long lostSeq = ada.says(quiet, "lost").get("seq").asLong();
            crowd.goesOnFor(Duration.ofSeconds(1));
            ada.vanishes();
            master.kill();
            promotion.run();
            long there = System.nanoTime();
            long before = crowd.acknowledged();
            await().atMost(2 * SERVICE_BACK_WITHIN_SECONDS, SECONDS)
                    .pollInterval(50, MILLISECONDS)
                    .until(() -> crowd.acknowledged() > before
                            && pods.all().stream().allMatch(pod -> pod.readiness() == 200));
            double back = (System.nanoTime() - there) / 1e9;
            ada.back(pods.next(), quiet, epoch, lostSeq);
            String found = ada.found(quiet).get("state").asText();
            crowd.settles(Duration.ofSeconds(ALL_BACK_WITHIN_SECONDS), Crowd::everybody);
            double all = (System.nanoTime() - there) / 1e9;
            crowd.talks(Scale.PER_SECOND);
            crowd.goesOnFor(Scale.CALM);
            crowd.settles(Duration.ofSeconds(ALL_BACK_WITHIN_SECONDS), Crowd::everybody);

            Verdict verdict = crowd.ledger(Crowd::everybody).verdict();
            Report.row(
                    name,
                    verdict,
                    String.format(
                            Locale.ROOT,
                            "service back after %.1f s, everything acknowledged after %.1f s; positions used twice: %d;"
                                    + " %d resets; resumed with a lost seq: %s",
                            back,
                            all,
                            verdict.reused(),
                            crowd.resets(),
                            found));
            assertTrue(verdict.clean(), verdict::toString);
            assertEquals(List.of(), crowd.failures());
            assertTrue(back <= SERVICE_BACK_WITHIN_SECONDS, "service back after " + back);
            assertTrue(all <= ALL_BACK_WITHIN_SECONDS, "all back after " + all);
            assertTrue(crowd.resets() > 0, "the replica lagged, so somebody had heard what is gone");
            assertEquals("reset", found);
        }
    }
}
