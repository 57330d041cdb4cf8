package chat.parley.fuzz;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.kit.Lane;
import chat.parley.kit.Member;
import chat.parley.kit.Meters;
import chat.parley.kit.Pod;
import chat.parley.kit.PodCluster;
import chat.parley.kit.RawHttp;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Handshakes (RFC 6455 section 4) that are invalid, incomplete or early; on a pod with two places, which
/// considers a connection idle after two seconds and pings every five.
@Lane(Lane.PROTOCOL)
final class HandshakeIT {

    private static final String REQUEST = """
            GET /ws HTTP/1.1
            Host: parley.example
            Upgrade: websocket
            Connection: keep-alive, Upgrade
            Sec-WebSocket-Version: 13
            Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==

            """.replace("\n", "\r\n");

    private static final int PATIENCE_MS = 10_000;
    private static final int HALF_OPEN = 50;
    private static final int PING = 0x89;

    @RegisterExtension
    static final PodCluster PODS = new PodCluster();

    private static final Pod POD = PODS.pod(
            "parley.limits.connections=2",
            "parley.heartbeat.interval=5s",
            "parley.heartbeat.timeout=4s",
            "quarkus.http.idle-timeout=2s");

    @BeforeAll
    static void start() {
        PODS.ready();
    }

    /// The part of a valid request that is replaced, its replacement, the status of the answer, and the value
    /// that the answer reports as received.
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "GET, POST, 405, unsupported, `expected GET (RFC 6455 section 4.1), got \"POST\"`",
                "GET, OPTIONS, 405, unsupported, got \"OPTIONS\"",
                "HTTP/1.1, HTTP/1.0, 400, bad_request, got HTTP/1.0; a proxy",
                "Host: parley.example, X-Host: parley.example, 400, bad_request, expected one Host",
                "Host: parley.example, Host: a b, 400, bad_request, got \"a b\"",
                "Upgrade: websocket, Upgrade: h3, 400, bad_request, got \"h3\"; a proxy in between has to forward the upgrade",
                "Upgrade: websocket, X-Upgrade: websocket, 400, bad_request, the header Upgrade: websocket",
                "`keep-alive, Upgrade`, keep-alive, 400, bad_request, got \"keep-alive\"; a proxy in between",
                "Version: 13, Version: 12, 426, bad_request, got \"12\"",
                "Version: 13, Version: x, 426, bad_request, expected Sec-WebSocket-Version: 13",
                "Sec-WebSocket-Version: 13, X-Version: 13, 400, bad_request, with the header Sec-WebSocket-Version: 13",
                "dGhlIHNhbXBsZSBub25jZQ==, tooshort, 400, bad_request, got 8 other characters",
                "dGhlIHNhbXBsZSBub25jZQ==, ``, 400, bad_request, got 0 other characters",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==, X-Key: none, 426, bad_request, without Sec-WebSocket-Key",
                "Sec-WebSocket-Key, Sec-WebSocket-Key: AQIDBAUGBwgJCgsMDQ4PEA==|Sec-WebSocket-Key, 400, bad_request, got 2 of them",
                "Sec-WebSocket-Key, Content-Length: 5|Sec-WebSocket-Key, 400, bad_request, without a body",
                "Sec-WebSocket-Key, Transfer-Encoding: chunked|Sec-WebSocket-Key, 400, bad_request, without a body",
                "Host: parley.example, Host: parley.example|Host: evil.example, 400, bad_request, got 2 of them"
            })
    void refusalOfAnInvalidHandshakeStatesExpectedAndActualValues(
            String part, String instead, int status, String code, String detail) {
        RawHttp.Answer answer = asked(REQUEST.replace(part, instead.replace("|", "\r\n")));
        assertEquals(status, answer.status());
        assertEquals("application/problem+json", answer.header("Content-Type"));
        assertEquals("no-store", answer.header("Cache-Control"));
        assertTrue(answer.body().startsWith("{\"type\":\"about:blank\",\"title\":\""), answer.body());
        assertTrue(answer.body().contains("\"status\":" + status + ",\"detail\":\"expected "), answer.body());
        assertTrue(answer.body().contains("\"code\":\"" + code + "\",\"retry\":false}"), answer.body());
        assertTrue(answer.body().contains(detail.replace("\"", "\\\"")), answer.body());
        assertEquals(List.of(), POD.mistakes());
    }

    @Test
    void validHandshakeIsAccepted() {
        RawHttp.Answer answer = asked(REQUEST);
        assertEquals(101, answer.status());
        assertEquals("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=", answer.header("Sec-WebSocket-Accept"));
        assertFalse(
                answer.head().stream()
                        .anyMatch(line -> line.toLowerCase(Locale.ROOT).startsWith("content-length")),
                "RFC 9110 section 8.6");
    }

    /// A list may be spread over several headers, or hold more (RFC 9110 section 5.3).
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Connection: keep-alive|Connection: Upgrade|Upgrade: websocket",
                "Connection: Upgrade|Upgrade: websocket, h3",
                "Connection: uPGRADE|Upgrade: WebSocket"
            })
    void equivalentHandshakeIsAccepted(String headers) {
        String request = REQUEST.replace("Connection: keep-alive, Upgrade\r\n", "")
                .replace("Upgrade: websocket", headers.replace("|", "\r\n"));
        assertEquals(101, asked(request).status());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/ws/x", "/q/health", "/api/config"})
    void otherPathsAreNotWebSockets(String path) {
        assertNotEquals(101, asked(REQUEST.replace("/ws", path)).status());
    }

    /// The framework refuses it before any of our code runs, since it expects an upgrade to HTTP/2.
    @Test
    void otherUpgradeIsRefused() {
        assertEquals(
                400,
                asked(REQUEST.replace("Upgrade: websocket", "Upgrade: h2c")).status());
    }

    @Test
    void plainRequestLearnsThatAnUpgradeIsRequired() {
        RawHttp.Answer answer = RawHttp.once(POD.port(), "GET /ws HTTP/1.1", "Host: parley.example");
        assertEquals(426, answer.status());
        assertEquals("websocket", answer.header("Upgrade"));
        assertEquals("Upgrade", answer.header("Connection"));
        assertEquals("13", answer.header("Sec-WebSocket-Version"));
        assertTrue(answer.body().contains("\"code\":\"bad_request\""), answer.body());
    }

    @Test
    void refusedMethodLearnsTheAllowedOne() {
        assertEquals("GET", asked(REQUEST.replace("GET", "DELETE")).header("Allow"));
    }

    /// The answer has the announced length, so the next answer on the same connection is read correctly.
    @Test
    void refusalKeepsTheHttpConnectionOpen() {
        try (RawHttp http = new RawHttp(POD.port())) {
            String refused = REQUEST.replace("Version: 13", "Version: 12").strip();
            String first = http.ask(refused).body();
            assertEquals(first, http.ask(refused).body());
            assertEquals(200, http.ask("GET / HTTP/1.1", "Host: parley.example").status());
        }
    }

    @Test
    void incompleteHandshakesTakeNoSlotAndTimeOut() throws IOException {
        List<Socket> halves = new ArrayList<>();
        for (int i = 0; i < HALF_OPEN; i++) {
            Socket half = dialled();
            half.getOutputStream().write(ascii(REQUEST.substring(0, i % 3 * 40)));
            halves.add(half);
        }
        try (Member ada = Member.named("Ada", POD)) {
            for (Socket half : halves) {
                assertEquals(-1, half.getInputStream().read(), "expected the pod to hang up");
                half.close();
            }
            ada.settles();
        }
    }

    /// However long the HTTP connection has been idle by then.
    @Test
    void socketThatAnswersPingsStaysOpen() {
        try (Member ada = Member.named("Ada", POD)) {
            long since = System.nanoTime();
            await().until(() -> System.nanoTime() - since > 6_000_000_000L);
            ada.settles();
        }
    }

    /// RFC 6455 section 4.1 requires a client to wait for the answer; many do not.
    @Test
    void framesSentWithTheRequestAreReceived() throws IOException {
        byte[] hello = Octets.text("{\"op\":\"hello\",\"ref\":\"1\"}");
        for (int first : new int[] {0, 1, 9, hello.length}) {
            try (Socket socket = dialled()) {
                socket.getOutputStream().write(Octets.all(ascii(REQUEST), Arrays.copyOf(hello, first)));
                while (!line(socket).isEmpty()) {
                    // The head of the answer, which ends with an empty line.
                }
                socket.getOutputStream().write(hello, first, hello.length - first);
                DataInputStream in = new DataInputStream(socket.getInputStream());
                int opening = in.readUnsignedByte();
                while (opening == PING) {
                    in.skipNBytes(in.readUnsignedByte());
                    opening = in.readUnsignedByte();
                }
                assertEquals(0x81, opening);
                assertEquals(126, in.readUnsignedByte());
                String said = new String(in.readNBytes(in.readUnsignedShort()), StandardCharsets.UTF_8);
                assertTrue(said.startsWith("{\"ref\":\"1\",\"ok\":"), said);
            }
            await().until(() -> Meters.of(POD).sum("parley_connections_open") == 0);
        }
    }

    private static RawHttp.Answer asked(String request) {
        return RawHttp.once(POD.port(), request.strip());
    }

    private static Socket dialled() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), POD.port());
        socket.setSoTimeout(PATIENCE_MS);
        return socket;
    }

    private static String line(Socket socket) throws IOException {
        StringBuilder line = new StringBuilder();
        int octet = socket.getInputStream().read();
        while (octet != '\n' && octet >= 0) {
            line.append((char) octet);
            octet = socket.getInputStream().read();
        }
        return line.toString().strip();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
