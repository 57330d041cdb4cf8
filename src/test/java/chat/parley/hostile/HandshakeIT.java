package chat.parley.hostile;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.kit.Lane;
import chat.parley.kit.Member;
import chat.parley.kit.Meters;
import chat.parley.kit.Pod;
import chat.parley.kit.Town;
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

/// Handshakes (RFC 6455 section 4) that are none, or not whole, or in a hurry; on a pod with two places, which takes a
/// connection for idle after two seconds and pings each fifth.
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
    static final Town TOWN = new Town();

    private static final Pod POD = TOWN.pod(
            "parley.limits.connections=2",
            "parley.heartbeat.interval=5s",
            "parley.heartbeat.timeout=4s",
            "quarkus.http.idle-timeout=2s");

    @BeforeAll
    static void start() {
        TOWN.ready();
    }

    /// What is replaced in a good request, by what, and the status that answers it.
    @ParameterizedTest
    @CsvSource({
        "nothing, nothing, 101",
        "GET, POST, 405",
        "HTTP/1.1, HTTP/1.0, 400",
        "Host: parley.example, X-Host: parley.example, 400",
        "Upgrade: websocket, Upgrade: h2c, 400",
        "'keep-alive, Upgrade', keep-alive, 400",
        "Version: 13, Version: 12, 426",
        "Version: 13, Version: x, 426",
        "Sec-WebSocket-Version: 13, X-Version: 13, 400",
        "dGhlIHNhbXBsZSBub25jZQ==, tooshort, 400",
        "dGhlIHNhbXBsZSBub25jZQ==, '', 400",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==, X-Key: none, 426",
        "Sec-WebSocket-Key, Content-Length: 5|Sec-WebSocket-Key, 400",
        "Sec-WebSocket-Key, Transfer-Encoding: chunked|Sec-WebSocket-Key, 400"
    })
    void aHandshakeThatIsNoneIsRefused(String part, String instead, int status) throws IOException {
        try (Socket socket = dialled()) {
            socket.getOutputStream().write(ascii(REQUEST.replace(part, instead.replace("|", "\r\n"))));
            assertTrue(line(socket).matches("HTTP/1.[01] " + status + " .*"));
        }
        assertEquals(List.of(), errors());
    }

    @Test
    void whoAsksForNoHandshakeIsToldToAskForOne() throws IOException {
        try (Socket socket = dialled()) {
            socket.getOutputStream()
                    .write(ascii("GET /ws HTTP/1.1\r\nHost: parley.example\r\nConnection: close\r\n\r\n"));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(answer.startsWith("HTTP/1.1 426 "), answer);
            assertTrue(answer.toLowerCase(Locale.ROOT).contains("upgrade: websocket\r\n"), answer);
            assertTrue(answer.contains("\"code\":\"bad_request\""), answer);
        }
    }

    @Test
    void halfHandshakesTakeNobodysPlaceAndDoNotLast() throws IOException {
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
            ada.connection().settles();
        }
    }

    /// However silent HTTP is by then.
    @Test
    void aSocketThatAnswersPingsStays() {
        try (Member ada = Member.named("Ada", POD)) {
            long since = System.nanoTime();
            await().until(() -> System.nanoTime() - since > 6_000_000_000L);
            ada.connection().settles();
        }
    }

    /// RFC 6455 section 4.1 has a client wait for the answer; many do not.
    @Test
    void whatCameWithTheRequestIsHeard() throws IOException {
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

    private static List<String> errors() {
        return POD.said()
                .lines()
                .filter(line -> line.contains("\"level\":\"ERROR\""))
                .toList();
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
