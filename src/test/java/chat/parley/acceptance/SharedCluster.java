package chat.parley.acceptance;

import chat.parley.dev.OwnCluster;
import chat.parley.dev.OwnRedis;
import chat.parley.kit.Pod;
import chat.parley.kit.PodCluster;
import chat.parley.kit.SharedFixture;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/// Three pods on one Redis for all tests that kill nothing; the first of them starts it, and it ends after
/// the last. With `-Dparley.test.cluster=true` the pods are on a Redis cluster, for tests that do not access
/// Redis directly.
final class SharedCluster extends SharedFixture<SharedCluster.Running> {
    static final Duration GRACE = Duration.ofSeconds(2);

    static final String ADMIN_KEY = "parley_admin.0123456789abcdef0123456789abcdef";

    private static final String[] GENEROUS = {
        "parley.admin-key=" + ADMIN_KEY,
        "parley.presence.grace=" + GRACE,
        "parley.limits.messages-per-second=10000",
        "parley.limits.messages-burst=10000",
        "parley.limits.commands-per-second=100000",
        "parley.limits.commands-burst=100000"
    };

    static final String FRIEND = "https://friend.example";

    /// What the strict pod answers for: on any port, and on one port.
    static final String HOST = "127.0.0.1";

    static final String HOST_WITH_PORT = "chat.example:8443";

    private static final boolean CLUSTER = Boolean.getBoolean("parley.test.cluster");

    /// @param here a pod without rate limits
    /// @param there another one like it
    /// @param strict a pod with production's limits and short timeouts
    record Running(PodCluster podCluster, Optional<OwnCluster> cluster, Pod here, Pod there, Pod strict)
            implements SharedFixture.Resources {
        private static Running start() {
            PodCluster podCluster = new PodCluster();
            Optional<OwnCluster> cluster =
                    CLUSTER ? Optional.of(new OwnCluster("the shared pods on a cluster")) : Optional.empty();
            Running running = new Running(
                    podCluster,
                    cluster,
                    podCluster.pod(settings(cluster, GENEROUS)),
                    podCluster.pod(settings(cluster, GENEROUS)),
                    podCluster.pod(settings(
                            cluster,
                            "parley.origins=" + FRIEND,
                            "parley.hosts=" + HOST + "," + HOST_WITH_PORT,
                            "parley.hello-timeout=3s",
                            "parley.heartbeat.interval=4s",
                            "parley.heartbeat.timeout=3s",
                            "parley.limits.connections=3",
                            "parley.broadcast=everyone",
                            "parley.presence.grace=" + GRACE)));
            podCluster.ready();
            return running;
        }

        private static String[] settings(Optional<OwnCluster> cluster, String... settings) {
            return Stream.concat(cluster.stream().flatMap(one -> one.settings().stream()), Stream.of(settings))
                    .toArray(String[]::new);
        }

        @Override
        public void close() {
            podCluster.close();
            cluster.ifPresent(OwnCluster::close);
        }
    }

    SharedCluster() {
        super(Running.class, Running::start);
    }

    Pod here() {
        return running().here();
    }

    Pod there() {
        return running().there();
    }

    Pod strict() {
        return running().strict();
    }

    OwnRedis redis() {
        return running().podCluster().redis();
    }
}
