package chat.parley.auth;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.kit.Connection;
import chat.parley.kit.Lane;
import chat.parley.kit.Pod;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What pods log: who connected and disconnected, and never message text or tokens.
@Lane(Lane.PROTOCOL)
final class LogsIT {
    @RegisterExtension
    static final IssuerCluster PODS = new IssuerCluster();

    @Test
    void logContainsNoTokenAndNoMessageText() throws IOException, InterruptedException {
        String secret = "a-secret-" + UUID.randomUUID();
        String token = PODS.issuer().token(secret);
        Pod pod = PODS.closed();
        String user;
        String fresh;
        try (Connection ada = Connection.to(pod, "parley.v1", "parley.token." + token)) {
            var ok = ada.hello();
            user = ok.at("/user/id").asText();
            fresh = ok.get("token").asText();
            ada.says("lobby", "c-1", secret);
            ada.refused().says("lobby", "c 1", secret);
            ada.refused().command("nonsense", "text", secret);
            HttpRequest rooms = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:" + pod.port() + "/api/rooms/lobby/messages?text=" + secret))
                    .header("Authorization", "Bearer " + token)
                    .build();
            HttpClient.newHttpClient().send(rooms, HttpResponse.BodyHandlers.discarding());
            ada.writes("{\"op\":\"send\",\"text\":\"" + secret);
            ada.heard().end();
        }
        String forged = PODS.issuer().forged(secret);
        try (Connection nobody = Connection.to(pod)) {
            nobody.pipelined().helloWith(forged);
            nobody.heard().end();
        }
        await().atMost(10, SECONDS)
                .until(() ->
                        pod.said().contains("closed session=") && pod.said().contains("user=" + user));
        String said = pod.said();
        for (String hidden : List.of(secret, token, fresh, forged, signature(token), signature(fresh))) {
            assertFalse(said.contains(hidden), () -> "expected not to find " + hidden + " in the log");
        }
        assertTrue(
                said.lines().skip(1).filter(line -> line.contains("session=")).allMatch(line -> line.startsWith("{")));
    }

    private static String signature(String token) {
        return token.substring(token.lastIndexOf('.') + 1);
    }
}
