package chat.parley.members;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.identity.SubjectId;
import chat.parley.kit.Connection;
import chat.parley.kit.Lane;
import chat.parley.kit.Member;
import chat.parley.kit.Pod;
import chat.parley.kit.PodCluster;
import chat.parley.kit.SignedToken;
import chat.parley.kit.TeamIssuer;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// An issuer that accepts requests and answers none, keys that change, and strangers with unverifiable
/// tokens: everybody who can be authenticated gets in at once, and nobody is rejected for what is unknown.
/// The pod's secret has just been rotated.
@Lane(Lane.PROTOCOL)
final class IssuerOutageIT {
    /// As many as a pod lets in at a time.
    private static final int JUNK = 16;

    private static final int HELLO_TIMEOUT_MS = 4_000;

    @RegisterExtension
    static final PodCluster PODS = new PodCluster();

    private static final TeamIssuer ISSUER = new TeamIssuer();

    private static final Pod POD = PODS.podIn(
            Map.of(
                    "PARLEY_TOKEN_SECRET",
                    "the secret after that one, which is no shorter",
                    "PARLEY_TOKEN_SECRET_PREVIOUS",
                    Pod.SECRET),
            ISSUER.settings("parley.hello-timeout=" + HELLO_TIMEOUT_MS + "ms", "parley.issuer.deadline=15s"));

    private final String subject = UUID.randomUUID().toString();
    private final String owner = UUID.randomUUID()
            .toString()
            .replaceAll("[^a-z]", "")
            .concat("owner234567owner")
            .substring(0, 16);

    @BeforeAll
    static void ready() {
        PODS.ready();
    }

    @AfterEach
    void answersAgain() {
        ISSUER.answers();
    }

    @AfterAll
    static void end() {
        ISSUER.close();
    }

    private static JsonNode hello(String token) {
        try (Connection connection = Connection.to(POD)) {
            return connection.helloWith(token);
        }
    }

    /// From now on the issuer hangs, and the pod waits for its answer.
    private void theIssuerHangs() {
        ISSUER.hangs();
        int asked = ISSUER.questions();
        await().pollInterval(Duration.ofMillis(250)).until(() -> {
            try (Connection stranger = Connection.to(POD)) {
                stranger.pipelined().helloWith(ISSUER.junk(subject));
                await().pollInterval(Duration.ofMillis(20))
                        .until(() -> ISSUER.questions() > asked
                                || !stranger.heard().all().isEmpty());
            }
            return ISSUER.questions() > asked;
        });
    }

    @Test
    void verifiableUserConnectsAtOnceWhileTheIssuerHangs() {
        hello(ISSUER.newestToken(subject));
        theIssuerHangs();
        int asked = ISSUER.questions();
        List<Connection> junk =
                IntStream.range(0, JUNK).mapToObj(_ -> Connection.to(POD)).toList();
        junk.forEach(one -> one.pipelined().helloWith(ISSUER.junk(subject)));
        long begun = System.nanoTime();
        Member.named("Grace", POD).close();
        assertEquals(owner, hello(SignedToken.of(owner, "Ada")).at("/user/id").asText());
        assertEquals(
                SubjectId.of(ISSUER.name(), subject),
                hello(ISSUER.newestToken(subject)).at("/user/id").asText());
        System.out.printf(
                "16 junk tokens while the issuer hangs: three others in after %d ms%n",
                (System.nanoTime() - begun) / 1_000_000);
        assertTrue(junk.stream().allMatch(one -> one.heard().all().isEmpty()), "the junk still waits");
        assertEquals(asked, ISSUER.questions(), "asked once for all of them");
        junk.forEach(Connection::close);
    }

    /// Regression: legitimate users got 4501 for as long as somebody sent junk.
    @Test
    void keyRotationAndJunkTokensLockNobodyOut() {
        hello(ISSUER.newestToken(subject));
        ISSUER.turnsOver();
        try (Connection stranger = Connection.to(POD)) {
            stranger.pipelined().helloWith(ISSUER.junk(subject));
            await().until(() ->
                    stranger.heard().over() || !stranger.heard().all().isEmpty());
        }
        ISSUER.turnsOver();
        await().atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(250))
                .until(() -> {
                    try (Connection junk = Connection.to(POD);
                            Connection ada = Connection.to(POD)) {
                        junk.pipelined().helloWith(ISSUER.junk(subject));
                        JsonNode reply = ada.tried().helloWith(ISSUER.newestToken(subject));
                        assertFalse(ada.heard().over());
                        assertTrue(
                                reply.has("ok")
                                        || (reply.at("/error/code").asText().equals("unavailable")
                                                && reply.at("/error/after").asLong() <= 5_000),
                                reply::toString);
                        return reply.has("ok");
                    }
                });
    }

    @Test
    void disprovedTokenIsRefused() {
        for (String token : List.of(
                ISSUER.forged(subject),
                ISSUER.tokenOfType(subject, "logout+jwt"),
                ISSUER.tokenWith(subject, "aud", "payroll"),
                SignedToken.of(Duration.ofDays(31), owner, "Ada", "admin"))) {
            assertEquals(4501, verdict(token));
        }
    }

    /// How a connection with this token ends, as soon as the pod knows: it may have to fetch the keys.
    private static int verdict(String token) {
        AtomicInteger code = new AtomicInteger();
        await().pollInterval(Duration.ofMillis(100)).until(() -> {
            try (Connection connection = Connection.to(POD)) {
                String ref = connection.pipelined().helloWith(token);
                await().pollInterval(Duration.ofMillis(10))
                        .until(() -> connection.heard().over()
                                || !connection.heard().all().isEmpty());
                if (!connection.heard().over()) {
                    assertEquals(
                            "unavailable",
                            connection.reply(ref).at("/error/code").asText());
                    return false;
                }
                code.set(connection.heard().end().code());
                return true;
            }
        });
        return code.get();
    }

    /// Regression: each failed `hello` gained another ten seconds.
    @Test
    void failedHelloDoesNotExtendTheDeadline() {
        theIssuerHangs();
        long begun = System.nanoTime();
        try (Connection connection = Connection.to(POD)) {
            await().atMost(Duration.ofSeconds(15)).until(() -> {
                if (!connection.heard().over()) {
                    connection.tried().helloWith(ISSUER.junk(subject));
                }
                return connection.heard().over();
            });
            long ms = (System.nanoTime() - begun) / 1_000_000;
            assertEquals(4001, connection.heard().end().code());
            assertTrue(
                    connection.heard().end().reason().contains("parley.hello-timeout"),
                    connection.heard().end().reason());
            assertTrue(
                    connection.heard().all().size() >= 2,
                    () -> "expected what is under way to be answered, got "
                            + connection.heard().all());
            assertTrue(ms >= HELLO_TIMEOUT_MS && ms < HELLO_TIMEOUT_MS + 5_000, () -> "closed after " + ms + " ms");
        }
    }

    @Test
    void helloInProgressAtTheDeadlineMaySucceed() {
        theIssuerHangs();
        long begun = System.nanoTime();
        try (Connection ada = Connection.to(POD)) {
            assertEquals("unavailable", ada.refusalCode().helloWith(ISSUER.junk(subject)));
            ISSUER.turnsOver();
            String second = ada.pipelined().helloWith(ISSUER.newestToken(subject));
            await().until(() -> System.nanoTime() - begun > (HELLO_TIMEOUT_MS + 300) * 1_000_000L);
            ISSUER.answers();
            assertTrue(ada.reply(second).has("ok"));
            ada.settles();
        }
    }

    @Test
    void rolesExpireWithTheirToken() {
        try (Connection ada = Connection.to(POD)) {
            ada.helloWith(SignedToken.of(Duration.ofSeconds(4), owner, "Ada", "broadcast"));
            ada.emitsToAll("greeting");
            await().pollInterval(Duration.ofMillis(500))
                    .until(() -> !ada.tried().emitsToAll("greeting").has("ok"));
            assertEquals("forbidden", ada.refusalCode().emitsToAll("greeting"));
        }
    }

    @Test
    void usersSurviveARotationOfTheSecret() {
        String fresh = hello(SignedToken.of(owner, "Ada")).get("token").asText();
        assertEquals(owner, hello(fresh).at("/user/id").asText());
    }
}
