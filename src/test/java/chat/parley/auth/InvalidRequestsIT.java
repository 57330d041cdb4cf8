package chat.parley.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.kit.ByteClient;
import chat.parley.kit.Lane;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Requests that a proxy in front of a pod may parse differently from the pod, byte by byte: none of them is
/// answered twice, and none bypasses a proxy's rules.
@Lane(Lane.PROTOCOL)
final class InvalidRequestsIT {
    private static final String GET = "GET /api/rooms HTTP/1.1|Host: parley.example|";
    private static final String POST = "POST /api/rooms HTTP/1.1|Host: parley.example|";
    private static final String HIDDEN = "GET /api/hidden HTTP/1.1|Host: parley.example|Connection: close||";
    /// RFC 9113 section 3.4, and an empty SETTINGS frame.
    private static final String HTTP_2 = "PRI * HTTP/2.0||SM||\0\0\0\4\0\0\0\0\0";

    @RegisterExtension
    static final IssuerCluster PODS = new IssuerCluster();

    /// A line ends with `|`.
    private static ByteClient ask(int port, String request) {
        return ByteClient.ask(port, request.replace("|", "\r\n"));
    }

    private static ByteClient ask(String request) {
        return ask(PODS.open().port(), request);
    }

    private static void assertRefused(int status, String code, ByteClient answer) {
        assertEquals(List.of(status), answer.statuses(), answer::toString);
        String text = answer.toString();
        assertTrue(text.contains("\"status\":" + status + ","), text);
        assertTrue(text.contains("\"code\":\"" + code + "\""), text);
        String head = text.toLowerCase(Locale.ROOT);
        assertTrue(head.contains("\ncontent-type: application/problem+json\r\n"), text);
        assertTrue(head.contains("\nx-content-type-options: nosniff\r\n"), text);
        assertTrue(head.contains("\ncache-control: no-store\r\n"), text);
    }

    /// RFC 9112 section 3 allows nothing before a request but empty lines.
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 0x1f, 0x7f, 0x80, 0xff})
    void octetBeforeARequestIsRefused(int octet) {
        assertRefused(400, "bad_request", ask((char) octet + GET + "|" + HIDDEN));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Transfer-Encoding: chunked, identity|",
                "Transfer-Encoding: identity|",
                "Transfer-Encoding: chunked|Transfer-Encoding: chunked|",
                "Transfer-Encoding: chunked|Content-Length: 5|",
                "Content-Length: 5|Content-Length: 6|",
                "Content-Length: +5|",
                "X : y|",
                "X|",
                "X: a\rY: b|",
                "X: a\0b|"
            })
    void ambiguousRequestHeadIsRefused(String headers) {
        assertRefused(400, "bad_request", ask(POST + headers + "|0||" + HIDDEN));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Transfer-Encoding: chunked|", "Transfer-Encoding: chunked|Content-Length: 5|"})
    void chunkedEncodingInHttp10IsRefused(String headers) {
        String request = "POST /api/rooms HTTP/1.0|Host: parley.example|Connection: keep-alive|" + headers;
        assertRefused(400, "bad_request", ask(request + "|0||" + HIDDEN));
    }

    @Test
    void unknownTransferCodingIsRefused() {
        assertRefused(501, "unsupported", ask(POST + "Transfer-Encoding: gzip, chunked||0||" + HIDDEN));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: parley.example|Host: evil.example|",
                "Host: parley.example|Host: parley.example|",
                "X-Host: parley.example|"
            })
    void requestWithoutExactlyOneHostIsRefused(String hosts) {
        String head = "GET %s HTTP/1.1|" + hosts;
        for (String path : List.of("/", "/ws", "/api/rooms")) {
            assertRefused(400, "bad_request", ask(head.formatted(path) + "|" + HIDDEN));
        }
        String health = head.formatted("/q/health/live");
        assertRefused(400, "bad_request", ask(PODS.open().managementPort(), health + "|" + HIDDEN));
    }

    /// CVE-2026-33870: what one side takes for the end of a chunk's line is inside its quotes for the other.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "1;a=\"|X|0||" + HIDDEN + "\"|Y|0||",
                "1;a=\"\n\"|X|0||" + HIDDEN,
                "1;a\nX|0||" + HIDDEN,
                "0x1|X|0||" + HIDDEN,
                "5|helloworld|0||" + HIDDEN
            })
    void ambiguousChunkCannotSmuggleARequest(String chunks) {
        ByteClient answer = ask(POST + "Transfer-Encoding: chunked||" + chunks);
        assertTrue(answer.statuses().size() <= 1, answer::toString);
        assertFalse(answer.toString().contains("hidden"), answer::toString);
    }

    /// A proxy that forwards the upgrade sees nothing of the requests inside.
    @ParameterizedTest
    @ValueSource(strings = {"/api/rooms", "/api/admin/pods"})
    void h2cUpgradeCannotBypassAProxy(String path) {
        ByteClient answer = ask("GET " + path + " HTTP/1.1|Host: parley.example|Upgrade: h2c"
                + "|Connection: Upgrade, HTTP2-Settings|Connection: close|HTTP2-Settings: AAMAAABkAAQAoAAAAAIAAAAA||");
        assertEquals(List.of(401), answer.statuses(), answer::toString);
    }

    @Test
    void http2WithoutTlsIsRefused() {
        assertRefused(505, "unsupported", ask(HTTP_2));
        assertRefused(505, "unsupported", ask("GET /api/rooms HTTP/2.0|Host: parley.example||" + HIDDEN));
    }

    @Test
    void healthGroupsCannotBeCreated() {
        String group = "GET /q/health/group/made-up HTTP/1.1|Host: parley.example||";
        assertRefused(404, "not_found", ask(PODS.open().managementPort(), group));
    }

    /// CVE-2026-33871.
    @Test
    void continuationFloodIsRefused() {
        String headers = "\0\0\1\1\0\0\0\0\1\u0082";
        String more = "\0\0\0\u0009\0\0\0\0\1".repeat(100_000);
        assertRefused(505, "unsupported", ask(HTTP_2 + headers + more));
    }

    @ParameterizedTest
    @CsvSource({
        "414, too_large, 'GET /api/%s HTTP/1.1|Host: parley.example||', 5000",
        "414, too_large, 'GET /%s HTTP/1.1|Host: parley.example||', 200000",
        "431, too_large, 'GET /api/rooms HTTP/1.1|Host: parley.example|X: %s||', 30000",
        "400, bad_request, '%s||', 10",
        "400, bad_request, 'GET /api/rooms|Host: %s||', 1",
        "400, bad_request, 'GET /api/ %s HTTP/1.1|Host: parley.example||', 1",
        "413, too_large, 'POST /api/rooms HTTP/1.1|Host: parley.example|Content-Length: 70000||%s', 70000",
        "413, too_large, 'POST /api/rooms HTTP/1.1|Host: parley.example|Content-Length: 9000000||%s', 9000000"
    })
    void unreadableRequestIsRefusedAsAProblem(int status, String code, String request, int length) {
        assertRefused(status, code, ask(request.formatted("x".repeat(length))));
    }

    /// A client that is cut off gets a broken pipe, and many clients then ignore the answer.
    @Test
    void clientStillSendingReceivesTheRefusal() throws IOException {
        String head = POST + "Content-Length: 9000000||";
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), PODS.open().port())) {
            OutputStream out = socket.getOutputStream();
            out.write(head.replace("|", "\r\n").getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            assertTrue(answer.startsWith("HTTP/1.1 413 "), answer);
            for (int i = 0; i < 100; i++) {
                out.write(new byte[60_000]);
            }
        }
    }

    /// One answer per request, in the order of the requests.
    @Test
    void refusalDoesNotOvertakeAnEarlierResponse() {
        ByteClient answer = ask(GET + "|" + "GET\0|" + HIDDEN);
        assertEquals(List.of(401, 400), answer.statuses(), answer::toString);
    }
}
