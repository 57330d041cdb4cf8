package chat.parley.tls;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.kit.Certificates;
import chat.parley.kit.Lane;
import chat.parley.kit.Member;
import chat.parley.kit.Pod;
import chat.parley.kit.PodCluster;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// A managed Redis on this machine (src/docs/operating.md, "Managed Redis"): pods accept it if its
/// certificate is valid for its name and it lets their user in; otherwise they say why not.
@Lane(Lane.PROTOCOL)
final class SecureRedisIT {
    private static final String PASSWORD = "a-password-of-the-pods";

    @RegisterExtension
    static final PodCluster PODS = new PodCluster();

    @TempDir
    private static Path folder;

    private static Certificates trusted;
    private static Certificates foreign;
    private static SecureRedis good;
    private static SecureRedis elsewhere;

    @BeforeAll
    static void start() {
        trusted = new Certificates(folder, "trusted");
        foreign = new Certificates(folder, "foreign");
        trusted.sign("good", "IP:127.0.0.1");
        trusted.sign("elsewhere", "DNS:redis.elsewhere.example");
        good = new SecureRedis(folder, "good", PASSWORD);
        elsewhere = new SecureRedis(folder, "elsewhere", PASSWORD);
    }

    @AfterAll
    static void end() {
        Stream.of(good, elsewhere).filter(Objects::nonNull).forEach(SecureRedis::close);
    }

    private static Pod pod(SecureRedis redis, String password, Certificates trust) {
        return PODS.podThrough(
                redis.address("parley", password),
                "quarkus.redis.tls.trust-certificate-pem=true",
                "quarkus.redis.tls.trust-certificate-pem.certs=" + trust.trust());
    }

    @Test
    void membersTalkThroughARedisWithAValidCertificate() {
        try (Pod here = pod(good, PASSWORD, trusted);
                Pod there = pod(good, PASSWORD, trusted)) {
            here.ready();
            there.ready();
            try (Member ada = Member.named("Ada", here);
                    Member grace = Member.named("Grace", there)) {
                String room = PodCluster.room();
                grace.joins(room);
                ada.joins(room);
                grace.sees(room, ada, "joined");
                ada.says(room, "hello");
                grace.hears(room, "hello");
                grace.says(room, "hello yourself");
                ada.hears(room, "hello yourself");
            }
        }
    }

    @Test
    void untrustedCertificateIsRefused() {
        assertStaysAway(pod(good, PASSWORD, foreign), "certificat");
    }

    @Test
    void certificateOfAnotherHostIsRefused() {
        assertStaysAway(pod(elsewhere, PASSWORD, trusted), "subject alternative names matching IP address");
    }

    @Test
    void wrongPasswordIsReported() {
        assertStaysAway(pod(good, "another-password", trusted), "WRONGPASS");
    }

    /// It is alive but not ready, and its log has the reason, once.
    private static void assertStaysAway(Pod pod, String reason) {
        try (pod) {
            await().atMost(40, SECONDS).until(() -> pod.said().contains("Redis is unreachable, retrying"));
            String line = pod.said()
                    .lines()
                    .filter(one -> one.contains("Redis is unreachable"))
                    .findFirst()
                    .orElseThrow();
            assertTrue(line.contains(reason), line);
            await().atMost(40, SECONDS).until(() -> pod.managementPort() > 0 && pod.liveness() == 200);
            assertNotEquals(200, pod.readiness());
            assertEquals(-1, pod.said().indexOf(PASSWORD), "no password in the log");
        }
    }
}
