package chat.parley.acceptance;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.kit.Connection;
import chat.parley.kit.Lane;
import chat.parley.kit.RawHttp;
import chat.parley.kit.RawSocket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The policy for upgrades (protocol.md section 1).
@Lane(Lane.PROTOCOL)
final class UpgradePolicyIT {
    @RegisterExtension
    static final SharedCluster PODS = new SharedCluster();

    @Test
    void subprotocolIsConfirmed() {
        try (Connection client = Connection.to(PODS.here(), "parley.v1")) {
            assertEquals("parley.v1", client.subprotocol());
        }
    }

    @Test
    void supportedSubprotocolIsSelectedAmongSeveral() {
        try (Connection client = Connection.to(PODS.here(), "parley.v9", "parley.v1")) {
            assertEquals("parley.v1", client.subprotocol());
        }
    }

    @Test
    void clientWithoutASubprotocolGetsTheDefault() {
        try (Connection client = Connection.to(PODS.here(), new String[0])) {
            assertEquals("", client.subprotocol());
            assertTrue(client.hello().has("session"));
        }
    }

    @Test
    void clientWithOnlyUnknownSubprotocolsIsRefused() {
        assertEquals(400, status("Sec-WebSocket-Protocol: parley.v9, chat"));
    }

    @Test
    void refusalListsOfferedSubprotocolsButNoToken() {
        RawHttp.Answer answer =
                asked("Sec-WebSocket-Protocol: parley.v9, parley.token.eyJ0eXAi.c2VjcmV0, eyJ0eXAi.bG9uZ2Vy.c2VjcmV0");
        assertEquals(400, answer.status());
        says(answer, "bad_request", "expected parley.v1", "got \\\"parley.v9\\\" and 2 that are not shown");
        await().until(() -> PODS.here().said().contains("refused reason=subprotocol status=400 "));
        for (String said : List.of(answer.body(), PODS.here().said())) {
            assertFalse(said.contains("eyJ0eXAi") || said.contains("c2VjcmV0"), said);
        }
    }

    @Test
    void refusalOfAForeignOriginNamesTheOriginAndTheHost() {
        RawHttp.Answer answer = RawHttp.once(
                PODS.here().port(),
                "GET /ws HTTP/1.1",
                "Host: localhost",
                "Origin: http://localhost:9090",
                "Upgrade: websocket",
                "Connection: Upgrade",
                "Sec-WebSocket-Version: 13",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==");
        assertEquals(403, answer.status());
        says(
                answer,
                "forbidden",
                "got Origin \\\"http://localhost:9090\\\", compared with Host \\\"localhost\\\"",
                "parley.origins",
                "proxy_set_header Host $http_host");
    }

    @Test
    void originHeaderCannotMakeTheRefusalLongOrMalformed() {
        RawHttp.Answer answer = asked("Origin: http://evil\"\\\u009b\u00e9</script>" + "x".repeat(4_000));
        assertEquals(403, answer.status());
        says(answer, "forbidden", "got Origin \\\"http://evil????</script>xxx");
        assertTrue(answer.body().length() < 600, answer.body());
        assertTrue(answer.body().chars().allMatch(character -> character >= ' ' && character <= '~'), answer.body());
    }

    @Test
    void severalOriginHeadersAreForeign() {
        String own = "Origin: http://127.0.0.1:" + PODS.here().port();
        says(asked(own, own), "forbidden", "got 2 of them");
    }

    /// One line a minute, however many refusals there are; a new minute may begin while they arrive.
    @Test
    void floodOfRefusalsLogsOneOrTwoLines() {
        try (RawHttp http = new RawHttp(PODS.there().port())) {
            for (int i = 0; i < 300; i++) {
                assertEquals(
                        403,
                        http.ask(RawHttp.upgrade(PODS.there().port(), "Origin: http://evil.example"))
                                .status());
            }
        }
        await().until(() -> lines("refused reason=origin status=403 times=") > 0);
        assertTrue(lines("refused reason=origin ") <= 3, PODS.there()::said);
    }

    private static long lines(String part) {
        return PODS.there().said().lines().filter(line -> line.contains(part)).count();
    }

    @Test
    void foreignOriginIsRefused() {
        assertEquals(403, status("Origin: https://elsewhere.example"));
    }

    @Test
    void nullOriginIsForeign() {
        assertEquals(403, status("Origin: null"));
    }

    @Test
    void sameOriginIsAccepted() {
        assertEquals(101, status("Origin: http://127.0.0.1:" + PODS.here().port()));
    }

    @Test
    void anotherPortIsAnotherOrigin() {
        assertEquals(403, status("Origin: http://127.0.0.1:" + PODS.there().port()));
    }

    @Test
    void listedOriginIsAccepted() {
        assertEquals(403, status("Origin: " + SharedCluster.FRIEND));
        try (RawSocket socket = new RawSocket(PODS.strict(), "Origin: " + SharedCluster.FRIEND)) {
            assertEquals(101, socket.status());
        }
    }

    @Test
    void fullPodSendsRetryAfter() {
        List<RawSocket> sockets = new ArrayList<>();
        try {
            RawSocket last = new RawSocket(PODS.strict());
            sockets.add(last);
            while (last.status() == 101 && sockets.size() < 5) {
                last = new RawSocket(PODS.strict());
                sockets.add(last);
            }
            assertEquals(503, last.status());
            assertTrue(Integer.parseInt(last.header("Retry-After")) >= 1, last.header("Retry-After"));
            RawHttp.Answer answer = RawHttp.once(
                    PODS.strict().port(), RawHttp.upgrade(PODS.strict().port()));
            says(answer, "unavailable", "expected at most 3 connections", "parley.limits.connections");
            assertTrue(answer.body().endsWith("\"retry\":true,\"after\":5000}"), answer.body());
        } finally {
            sockets.forEach(RawSocket::close);
        }
    }

    private static int status(String header) {
        try (RawSocket socket = new RawSocket(PODS.here(), header)) {
            return socket.status();
        }
    }

    private static RawHttp.Answer asked(String... headers) {
        return RawHttp.once(PODS.here().port(), RawHttp.upgrade(PODS.here().port(), headers));
    }

    private static void says(RawHttp.Answer answer, String code, String... parts) {
        assertEquals("application/problem+json", answer.header("Content-Type"));
        assertTrue(answer.body().contains("\"code\":\"" + code + "\""), answer.body());
        for (String part : parts) {
            assertTrue(answer.body().contains(part), answer.body());
        }
    }
}
