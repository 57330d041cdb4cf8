package chat.parley.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.kit.Connection;
import chat.parley.kit.Lane;
import chat.parley.kit.Member;
import chat.parley.kit.Pod;
import chat.parley.kit.ReceivedFrames;
import chat.parley.kit.SignedToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// A revoked user's tokens become invalid, on every pod and soon.
@Lane(Lane.PROTOCOL)
final class RevocationIT {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String OPERATOR = SignedToken.of("operator22222222", "Operator", "operator");
    private static final double WITHIN_SECONDS = 2;

    @RegisterExtension
    static final IssuerCluster PODS = new IssuerCluster();

    private static int revoke(int port, String who, String token) {
        URI address = URI.create("http://127.0.0.1:" + port + "/q/revocations?" + who);
        HttpRequest request = HttpRequest.newBuilder(address)
                .header("Authorization", "Bearer " + token)
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static int revoke(Pod pod, String who) {
        return revoke(pod.managementPort(), who, OPERATOR);
    }

    @Test
    void revokedUserIsDisconnectedFromAllPodsWithinTwoSeconds() {
        try (Member ada = Member.named("Ada", PODS.open());
                Member elsewhere = ada.elsewhere(PODS.closed());
                Member grace = Member.named("Grace", PODS.open())) {
            long since = System.nanoTime();
            assertEquals(204, revoke(PODS.open(), "user=" + ada.id()));
            for (Member device : new Member[] {ada, elsewhere}) {
                ReceivedFrames.End end = device.heard().end();
                assertEquals(4501, end.code());
                assertTrue(end.reason().contains("revoked"), end.reason());
            }
            double seconds = (System.nanoTime() - since) / 1e9;
            System.out.printf("revoked on both pods after %.2f s%n", seconds);
            assertTrue(seconds <= WITHIN_SECONDS, "after " + seconds + " s");
            grace.settles();
        }
    }

    @Test
    void revokedTokenIsRefusedEverywhere() throws IOException, InterruptedException {
        try (Member ada = Member.named("Ada", PODS.open())) {
            String token = ada.token();
            revoke(PODS.closed(), "user=" + ada.id());
            for (Pod pod : new Pod[] {PODS.open(), PODS.closed()}) {
                try (Connection again = Connection.to(pod)) {
                    again.pipelined().helloWith(token);
                    assertEquals(4501, again.heard().end().code());
                }
            }
            HttpRequest rooms = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:" + PODS.open().port() + "/api/rooms"))
                    .header("Authorization", "Bearer " + token)
                    .build();
            assertEquals(
                    401,
                    HTTP.send(rooms, HttpResponse.BodyHandlers.discarding()).statusCode());
        }
    }

    @Test
    void freshTokenDoesNotEscapeRevocation() {
        try (Member ada = Member.named("Ada", PODS.open())) {
            revoke(PODS.open(), "user=" + ada.id());
            ada.pipelined().helloWith(ada.token());
            assertEquals(4501, ada.heard().end().code());
        }
    }

    @Test
    void userOfTheTeamsIssuerIsRevokedByTheirSubject() {
        String subject = "ada " + UUID.randomUUID();
        try (Connection ada = Connection.to(PODS.closed())) {
            ada.helloWith(PODS.issuer().token(subject));
            assertEquals(204, revoke(PODS.open(), "subject=" + URLEncoder.encode(subject, StandardCharsets.UTF_8)));
            assertEquals(4501, ada.heard().end().code());
        }
    }

    @Test
    void onlyOperatorsRevokeAndOnlyOnTheManagementPort() {
        try (Member ada = Member.named("Ada", PODS.open())) {
            String who = "user=" + ada.id();
            int management = PODS.open().managementPort();
            assertEquals(403, revoke(management, who, ada.token()));
            assertEquals(401, revoke(management, who, "no token"));
            assertEquals(400, revoke(management, "user=x", OPERATOR));
            assertEquals(405, revoke(PODS.open().port(), who, OPERATOR));
            ada.settles();
        }
    }
}
