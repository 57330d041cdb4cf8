package chat.parley.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.identity.SubjectId;
import chat.parley.kit.Connection;
import chat.parley.kit.Lane;
import chat.parley.kit.Member;
import chat.parley.kit.Meters;
import chat.parley.kit.Pod;
import chat.parley.kit.ReceivedFrames;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Members with tokens of the team's own issuer (protocol.md sections 1, 3 and 8).
@Lane(Lane.PROTOCOL)
final class IssuerIT {
    @RegisterExtension
    static final IssuerCluster PODS = new IssuerCluster();

    private final String subject = UUID.randomUUID().toString();

    private static JsonNode hello(Connection connection, String token) {
        return connection.helloWith(token);
    }

    private static ReceivedFrames.End refused(String token) {
        try (Connection connection = Connection.to(PODS.closed())) {
            connection.pipelined().helloWith(token);
            return connection.heard().end();
        }
    }

    @Test
    void tokenOfTheTeamsIssuerIsAccepted() {
        try (Connection ada = Connection.to(PODS.closed())) {
            JsonNode user = hello(ada, PODS.issuer().token(subject)).get("user");
            assertEquals(
                    SubjectId.of(PODS.issuer().name(), subject), user.get("id").asText());
            assertEquals("Ada of the team", user.get("name").asText());
        }
    }

    @Test
    void subjectIsTheSameUserOnEveryPodWithEitherAlgorithm() {
        try (Connection here = Connection.to(PODS.open());
                Connection there = Connection.to(PODS.closed())) {
            assertEquals(
                    hello(here, PODS.issuer().token(subject)).at("/user/id"),
                    hello(there, PODS.issuer().ecToken(subject)).at("/user/id"));
        }
    }

    @Test
    void tokenInTheReplyIsValidForReconnecting() {
        String token;
        try (Connection ada = Connection.to(PODS.open())) {
            token = hello(ada, PODS.issuer().token(subject, "broadcast"))
                    .get("token")
                    .asText();
        }
        try (Connection again = Connection.to(PODS.closed())) {
            assertEquals(
                    SubjectId.of(PODS.issuer().name(), subject),
                    hello(again, token).at("/user/id").asText());
            again.emitsToAll("greeting");
        }
    }

    @Test
    void rolesAreReadFromTheClaim() {
        try (Connection ada = Connection.to(PODS.closed());
                Connection grace = Connection.to(PODS.closed())) {
            hello(ada, PODS.issuer().token(subject, "broadcast"));
            ada.emitsToAll("greeting");
            hello(grace, PODS.issuer().token("another " + subject));
            assertEquals("forbidden", grace.refusalCode().emitsToAll("greeting"));
        }
    }

    @Test
    void tokenInTheSubprotocolHeaderIsAccepted() {
        try (Connection ada = Connection.to(
                PODS.closed(), "parley.v1", "parley.token." + PODS.issuer().token(subject))) {
            assertEquals("parley.v1", ada.subprotocol());
            assertEquals(
                    SubjectId.of(PODS.issuer().name(), subject),
                    ada.hello().at("/user/id").asText());
        }
    }

    @Test
    void missingTokenIsRefusedWhereGuestsAreForbidden() {
        try (Connection nobody = Connection.to(PODS.closed())) {
            JsonNode error = nobody.refused().helloAs("Ada");
            assertEquals("unauthenticated", error.get("code").asText());
            assertTrue(error.get("message").asText().contains("parley.guests"));
            hello(nobody, PODS.issuer().token(subject));
        }
    }

    @Test
    void tokenNotSignedByTheIssuerIsRefused() {
        assertEquals(4501, refused(PODS.issuer().forged(subject)).code());
        assertEquals(
                4501, refused(PODS.issuer().signedWithThePublicKey(subject)).code());
        assertEquals(4501, refused(PODS.issuer().unsigned(subject)).code());
        assertEquals(
                4501,
                refused(PODS.issuer().tokenWith(subject, "iss", "https://elsewhere.example"))
                        .code());
        assertEquals(
                4501,
                refused(PODS.issuer().tokenWith(subject, "aud", "payroll")).code());
        assertEquals(4501, refused(PODS.issuer().tokenWith(subject, "sub", " ")).code());
        assertEquals(
                4501,
                refused(PODS.issuer().tokenWith(subject, "nbf", System.currentTimeMillis() / 1_000 + 600))
                        .code());
        assertEquals(4501, refused("not.a.token").code());
    }

    @Test
    void expiredTokenAsksForANewOne() {
        long now = System.currentTimeMillis() / 1_000;
        assertEquals(
                4401,
                refused(PODS.issuer().tokenWith(subject, "iat", now - 60, "exp", now - 1))
                        .code());
    }

    @Test
    void theConnectionEndsWithTheToken() {
        try (Connection ada = Connection.to(PODS.closed())) {
            hello(ada, PODS.issuer().tokenWith(subject, "exp", System.currentTimeMillis() / 1_000 + 7));
            assertEquals(4401, ada.heard().end().code());
        }
    }

    @Test
    void newTokenRenewsTheConnectionInPlace() {
        try (Connection ada = Connection.to(PODS.closed());
                Connection grace = Connection.to(PODS.closed())) {
            long soon = System.currentTimeMillis() / 1_000 + 8;
            JsonNode first = hello(ada, PODS.issuer().tokenWith(subject, "exp", soon));
            hello(grace, PODS.issuer().tokenWith("another " + subject, "exp", soon));
            assertEquals(
                    first.get("session"),
                    hello(ada, PODS.issuer().token(subject)).get("session"));
            assertEquals(4401, grace.heard().end().code());
            ada.settles();
        }
    }

    @Test
    void tokenOfAnotherUserCannotRenewTheConnection() {
        try (Connection ada = Connection.to(PODS.closed())) {
            hello(ada, PODS.issuer().token(subject));
            ada.pipelined().helloWith(PODS.issuer().token("another " + subject));
            assertEquals(4501, ada.heard().end().code());
        }
    }

    @Test
    void claimThatChangedRenamesAtTheNextHelloAndOnlyThen() {
        try (Connection ada = Connection.to(PODS.closed())) {
            hello(ada, PODS.issuer().token(subject));
            JsonNode refusal = ada.refused().renames("Somebody else");
            assertEquals("forbidden", refusal.get("code").asText());
            assertTrue(refusal.get("message").asText().contains("parley.issuer.names"));
            JsonNode renewed = hello(ada, PODS.issuer().tokenWith(subject, "name", "Ada Lovelace"));
            assertEquals("Ada Lovelace", renewed.at("/user/name").asText());
            try (Connection again = Connection.to(PODS.closed())) {
                JsonNode own = hello(again, renewed.get("token").asText());
                assertEquals("Ada Lovelace", own.at("/user/name").asText());
            }
        }
        try (Connection elsewhere = Connection.to(PODS.open())) {
            JsonNode free = hello(elsewhere, PODS.issuer().token(subject));
            assertEquals(
                    "Ada Lovelace", free.at("/user/name").asText(), "where names are free, a claim renames nobody");
        }
    }

    @Test
    void roomsAreMadeByThoseWithTheRoleAndJoinedByAll() {
        String room = "made-" + subject;
        try (Connection ada = Connection.to(PODS.closed());
                Connection grace = Connection.to(PODS.closed())) {
            hello(ada, PODS.issuer().token(subject, "create"));
            hello(grace, PODS.issuer().token("another " + subject));
            assertEquals("forbidden", grace.refusalCode().joins(room));
            assertEquals("forbidden", grace.refusalCode().creates("private", "A group"));
            ada.joins(room);
            grace.joins(room);
            ada.creates("private", "A group");
        }
    }

    /// What a page has to know before anybody can sign in.
    @Test
    void configSaysWhereToSignInWithoutAToken() {
        JsonNode closed = config(PODS.closed());
        assertEquals(PODS.issuer().name(), closed.at("/issuer/name").asText());
        assertEquals("the-page", closed.at("/issuer/clientId").asText());
        assertEquals("openid profile", closed.at("/issuer/scopes").asText());
        assertFalse(closed.get("guests").asBoolean());
        assertTrue(closed.get("lobby").asBoolean());
        assertEquals("[\"parley.v1\"]", closed.get("protocols").toString());
        assertEquals(65_536, closed.at("/limits/frameSize").asInt());
        JsonNode open = config(PODS.open());
        assertTrue(open.get("guests").asBoolean());
        assertTrue(open.path("issuer").isMissingNode(), "tokens are accepted, but no page signs in");
    }

    private static JsonNode config(Pod pod) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + pod.port() + "/api/config"))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            assertEquals(200, answer.statusCode());
            return new ObjectMapper().readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Test
    void newKeyIsFetched() {
        try (Connection ada = Connection.to(PODS.open())) {
            hello(ada, PODS.issuer().token(subject));
        }
        // Before it connects: making a key may take longer than a pod waits for a hello.
        String token = PODS.issuer().tokenOfANewKey(subject);
        try (Connection again = Connection.to(PODS.open())) {
            hello(again, token);
        }
    }

    @Test
    void stateOfTheKeysIsMeasured() {
        try (Connection ada = Connection.to(PODS.closed())) {
            hello(ada, PODS.issuer().token(subject));
            Meters meters = Meters.of(PODS.closed());
            assertTrue(meters.sum("parley_issuer_fetches_total", "outcome=\"ok\"") >= 1);
            assertTrue(meters.sum("parley_issuer_keys") >= 2);
            assertTrue(meters.sum("parley_issuer_keys_age_seconds") > 0);
        }
    }

    @Test
    void guestsAndTheTeamExchangeMessages() {
        try (Member guest = Member.named("Grace", PODS.open());
                Connection ada = Connection.to(PODS.closed())) {
            String id = hello(ada, PODS.issuer().token(subject)).at("/user/id").asText();
            assertNotEquals(guest.id(), id);
            ada.says("lobby", "hello from the team " + subject);
            guest.hears("lobby", "hello from the team " + subject);
        }
    }
}
