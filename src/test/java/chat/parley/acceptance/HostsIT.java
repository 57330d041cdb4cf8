package chat.parley.acceptance;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.kit.Lane;
import chat.parley.kit.Pod;
import chat.parley.kit.RawHttp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Which hosts a pod answers for (`parley.hosts`): no page with another name that resolves to its address
/// (DNS rebinding).
@Lane(Lane.PROTOCOL)
final class HostsIT {
    @RegisterExtension
    static final SharedCluster PODS = new SharedCluster();

    /// The page's origin matches the Host then, so nothing else would show that it is foreign.
    @ParameterizedTest
    @ValueSource(strings = {"/", "/sw.js", "/api/rooms", "/asyncapi.yaml", "/q/openapi", "/nothing", "/ws"})
    void unlistedHostIsRefusedOnEveryPath(String path) {
        RawHttp.Answer answer =
                asked(PODS.strict(), path, "rebound.example:" + PODS.strict().port());
        assertEquals(421, answer.status());
        assertEquals("application/problem+json", answer.header("Content-Type"));
        assertEquals("nosniff", answer.header("X-Content-Type-Options"));
        assertTrue(answer.body().contains("\"title\":\"Misdirected Request\",\"status\":421,"), answer.body());
        assertTrue(answer.body().contains("\"code\":\"forbidden\",\"retry\":false}"), answer.body());
        assertTrue(
                answer.body()
                        .contains("listed in parley.hosts, got \\\"rebound.example:"
                                + PODS.strict().port() + "\\\""),
                answer.body());
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, 101",
        "127.0.0.1:1, 101",
        "chat.example:8443, 101",
        "CHAT.example:8443, 101",
        "chat.example:8444, 421",
        "chat.example, 421",
        "sub.127.0.0.1, 421",
        "localhost, 421",
        "ada@127.0.0.1, 400"
    })
    void onlyListedHostsMayUpgrade(String host, int status) {
        // The pod accepts three connections, and the previous ones may not be closed yet.
        await().untilAsserted(() ->
                assertEquals(status, asked(PODS.strict(), "/ws", host).status()));
    }

    @Test
    void anyHostIsAcceptedWithoutAList() {
        assertEquals(101, asked(PODS.here(), "/ws", "rebound.example").status());
        assertEquals(200, asked(PODS.here(), "/", "rebound.example").status());
    }

    @Test
    void healthAnswersUnderAnyHost() {
        assertEquals(
                200,
                RawHttp.once(PODS.strict().managementPort(), "GET /q/health/live HTTP/1.1", "Host: 10.1.2.3:9000")
                        .status());
    }

    private static RawHttp.Answer asked(Pod pod, String path, String host) {
        return RawHttp.once(
                pod.port(),
                "GET " + path + " HTTP/1.1",
                "Host: " + host,
                "Origin: http://" + host,
                "Upgrade: websocket",
                "Connection: Upgrade",
                "Sec-WebSocket-Version: 13",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==");
    }
}
