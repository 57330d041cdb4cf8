package chat.parley.tls;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import chat.parley.dev.FreePort;
import chat.parley.kit.Certificates;
import chat.parley.kit.Lane;
import chat.parley.kit.Member;
import chat.parley.kit.Pod;
import chat.parley.kit.PodCluster;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// A Redis Cluster that accepts only TLS and whose nodes are addressed by their names (src/docs/operating.md,
/// "Redis Cluster"): pods are given one of them, and find the other under the name in its certificate.
@Lane(Lane.PROTOCOL)
final class SecureClusterIT {
    private static final String PASSWORD = "a-password-of-the-pods";
    private static final int SLOTS = 16_384;

    @RegisterExtension
    static final PodCluster PODS = new PodCluster();

    @TempDir
    private static Path folder;

    private static Certificates trusted;
    private static List<SecureRedis> nodes = List.of();

    @BeforeAll
    static void start() {
        trusted = new Certificates(folder, "trusted");
        trusted.sign("node", "DNS:localhost");
        nodes = Stream.of("one.conf", "two.conf").map(SecureClusterIT::node).toList();
        SecureRedis first = nodes.getFirst();
        SecureRedis second = nodes.getLast();
        first.asked(trusted.trust(), "CLUSTER", "ADDSLOTSRANGE", "0", "" + (SLOTS / 2 - 1));
        second.asked(trusted.trust(), "CLUSTER", "ADDSLOTSRANGE", "" + SLOTS / 2, "" + (SLOTS - 1));
        second.asked(trusted.trust(), "CLUSTER", "SET-CONFIG-EPOCH", "2");
        first.asked(trusted.trust(), "CLUSTER", "MEET", "127.0.0.1", "" + second.port(), bus(second));
        await().atMost(20, SECONDS)
                .until(() -> nodes.stream()
                        .map(node -> node.asked(trusted.trust(), "CLUSTER", "INFO"))
                        .allMatch(info -> info.contains("cluster_state:ok")));
    }

    private static SecureRedis node(String config) {
        return new SecureRedis(
                folder,
                "node",
                PASSWORD,
                "--tls-ca-cert-file",
                trusted.trust().toString(),
                "--cluster-enabled",
                "yes",
                "--tls-cluster",
                "yes",
                "--cluster-port",
                "" + FreePort.next(),
                "--cluster-config-file",
                config,
                "--cluster-announce-hostname",
                "localhost",
                "--cluster-preferred-endpoint-type",
                "hostname");
    }

    private static String bus(SecureRedis node) {
        return node.asked(trusted.trust(), "CONFIG", "GET", "cluster-port")
                .lines()
                .toList()
                .getLast();
    }

    @AfterAll
    static void end() {
        nodes.forEach(SecureRedis::close);
    }

    private static Pod pod() {
        return PODS.podThrough(
                URI.create("rediss://parley:" + PASSWORD + "@localhost:"
                        + nodes.getFirst().port()),
                "quarkus.redis.client-type=cluster",
                "quarkus.redis.tls.trust-certificate-pem=true",
                "quarkus.redis.tls.trust-certificate-pem.certs=" + trusted.trust());
    }

    @Test
    void membersTalkInRoomsOfAllNodes() {
        try (Pod here = pod();
                Pod there = pod()) {
            here.ready();
            there.ready();
            try (Member ada = Member.named("Ada", here);
                    Member grace = Member.named("Grace", there)) {
                IntStream.range(0, 8).mapToObj(_ -> PodCluster.room()).forEach(room -> {
                    grace.joins(room);
                    ada.joins(room);
                    ada.says(room, "hello");
                    grace.hears(room, "hello");
                });
            }
        }
    }
}
