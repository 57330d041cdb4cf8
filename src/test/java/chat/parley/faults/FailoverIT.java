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
        try (PodCluster podCluster = new PodCluster();
                OwnRedis replica = new OwnRedis();
                FaultProxy front = FaultProxy.to(podCluster.redis().address())) {
            PodPool pool = new PodPool(
                    podCluster,
                    () -> podCluster.podThrough(front.instead(podCluster.redis().address()), Scale.settings()));
            replica.follow(podCluster.redis());
            new LostTail(
                            "lagging replica promoted by hand",
                            podCluster.redis()::replicateToNobody,
                            podCluster.redis()::kill,
                            () -> {
                                replica.ask("REPLICAOF NO ONE");
                                front.target("127.0.0.1", replica.port());
                                front.cut();
                            })
                    .on(pool.pods());
        }
    }

    @Test
    void aLaggingReplicaIsPromotedBySentinel() {
        try (PodCluster podCluster = new PodCluster();
                OwnRedis replica = new OwnRedis()) {
            replica.follow(podCluster.redis());
            try (OwnSentinels sentinels = new OwnSentinels(podCluster.redis().port())) {
                PodPool pool = new PodPool(
                        podCluster,
                        () -> podCluster.pod(Scale.settings(
                                "quarkus.redis.client-type=sentinel",
                                "quarkus.redis.master-name=" + OwnSentinels.MASTER,
                                "quarkus.redis.hosts=" + sentinels.hosts())));
                Pods pods = pool.pods();
                sentinels.know();
                new LostTail(
                                "lagging replica promoted by Sentinel",
                                podCluster.redis()::replicateToNobody,
                                () -> {
                                    podCluster.redis().kill();
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
