package chat.parley.tls;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.parley.kit.Connection;
import chat.parley.kit.Lane;
import chat.parley.kit.Member;
import chat.parley.kit.Pod;
import chat.parley.kit.PodCluster;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// The rights that `k8s/components/redis-sentinel` grants are enough, and nobody needs what is refused: a pod
/// finds the master through sentinels that require a password, and a replica follows it and takes over.
@Lane(Lane.PROTOCOL)
final class SecureSentinelsIT {
    private static final String PASSWORD = "a-password-of-everybody";

    @RegisterExtension
    static final PodCluster PODS = new PodCluster();

    @TempDir
    private static Path folder;

    @Test
    void membersTalkOnThroughTheReplicaOfADeadMaster() {
        try (SecureSentinels sentinels = new SecureSentinels(folder, PASSWORD);
                Pod pod = PODS.pod(
                        "quarkus.redis.client-type=sentinel",
                        "quarkus.redis.master-name=parley",
                        "quarkus.redis.hosts=" + sentinels.hosts())) {
            pod.ready();
            try (Member ada = Member.named("Ada", pod);
                    Member grace = Member.named("Grace", pod)) {
                String room = PodCluster.room();
                ada.joins(room);
                grace.joins(room);
                ada.says(room, "before");
                grace.hears(room, "before");
                sentinels.killMaster();
                String cid = Member.cid();
                await().atMost(Duration.ofSeconds(40))
                        .pollInterval(Duration.ofMillis(500))
                        .until(() -> isStored(ada.connection(), room, cid));
                grace.hears(room, "after");
            }
            assertEquals(List.of(), sentinels.denied());
        }
    }

    /// Retries under its cid, as a client does while the store is unavailable.
    private static boolean isStored(Connection who, String room, String cid) {
        return who.tried().says(room, cid, "after").has("ok");
    }
}
