package chat.parley.faults;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import chat.parley.dev.OwnRedis;
import chat.parley.dev.OwnSentinels;
import chat.parley.kit.FaultProxy;
import chat.parley.kit.Lane;
import chat.parley.kit.PodCluster;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// A store without its last second replaces the one that had it, under load: the same server after being
/// killed, or a replica that lagged behind and was promoted by hand or by Sentinel.
@Lane(Lane.LOAD)
final class FailoverIT {
    @RegisterExtension
    static final SharedPodPool SHARED = new SharedPodPool();

    @Test
    void redisIsKilledAndItsLastSecondIsLost() {
        OwnRedis redis = SHARED.redis();
        Map<Path, byte[]> earlier = new HashMap<>();
        new LostTail(
                        "Redis killed, its last second lost",
                        () -> earlier.putAll(redis.written()),
                        () -> {
                            redis.kill();
                            redis.lose(earlier);
                        },
                        redis::start)
                .on(SHARED.pods());
    }

    @Test
    void aLaggingReplicaIsPromotedByHand() {
        try (PodCluster town = new PodCluster();
                OwnRedis replica = new OwnRedis();
                FaultProxy front = FaultProxy.to(town.redis().address())) {
            PodPool scene = new PodPool(
                    town, () -> town.podThrough(front.instead(town.redis().address()), Scale.settings()));
            replica.follow(town.redis());
            new LostTail("lagging replica promoted by hand", town.redis()::feedNoReplica, town.redis()::kill, () -> {
                        replica.ask("REPLICAOF NO ONE");
                        front.target("127.0.0.1", replica.port());
                        front.cut();
                    })
                    .on(scene.pods());
        }
    }

    @Test
    void aLaggingReplicaIsPromotedBySentinel() {
        try (PodCluster town = new PodCluster();
                OwnRedis replica = new OwnRedis()) {
            replica.follow(town.redis());
            try (OwnSentinels sentinels = new OwnSentinels(town.redis().port())) {
                PodPool scene = new PodPool(
                        town,
                        () -> town.pod(Scale.settings(
                                "quarkus.redis.client-type=sentinel",
                                "quarkus.redis.master-name=" + OwnSentinels.MASTER,
                                "quarkus.redis.hosts=" + sentinels.hosts())));
                Pods pods = scene.pods();
                sentinels.know();
                new LostTail(
                                "lagging replica promoted by Sentinel",
                                town.redis()::feedNoReplica,
                                () -> {
                                    town.redis().kill();
                                    isMaster(replica);
                                },
                                () -> {})
                        .on(pods);
            }
        }
    }

    /// Sentinel closes all connections to the server that it promotes, perhaps including the one that asks.
    private static void isMaster(OwnRedis replica) {
        await().atMost(30, SECONDS)
                .pollInterval(20, MILLISECONDS)
                .ignoreExceptionsInstanceOf(UncheckedIOException.class)
                .until(() -> replica.info("replication", "role").equals(Optional.of("master")));
    }
}
