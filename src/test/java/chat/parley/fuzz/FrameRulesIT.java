package chat.parley.fuzz;

import static chat.parley.fuzz.Octets.FIN;
import static chat.parley.fuzz.Octets.PING;
import static chat.parley.fuzz.Octets.PONG;
import static chat.parley.fuzz.Octets.TEXT;
import static chat.parley.fuzz.Octets.close;
import static chat.parley.fuzz.Octets.frame;
import static chat.parley.fuzz.Octets.utf8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.fuzz.FrameRules.Rule;
import chat.parley.kit.Lane;
import chat.parley.kit.Pod;
import chat.parley.kit.PodCluster;
import chat.parley.kit.RawSocket;
import chat.parley.kit.RawSocket.Received;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// RFC 6455 on the WebSocket of a packaged pod: each rule, obeyed and broken, and what the client reads in
/// response.
@Lane(Lane.PROTOCOL)
final class FrameRulesIT {

    @RegisterExtension
    static final PodCluster PODS = new PodCluster();

    private static final Pod POD = PODS.pod();

    @BeforeAll
    static void start() {
        PODS.ready();
    }

    @ParameterizedTest
    @MethodSource("chat.parley.fuzz.FrameRules#kept")
    void compliantFrameIsAccepted(Rule rule) throws IOException {
        try (RawSocket socket = new RawSocket(POD)) {
            socket.write(rule.sent());
            Received reply = next(socket, TEXT);
            String said = new String(reply.payload(), StandardCharsets.UTF_8);
            assertTrue(said.startsWith("{\"ref\":\"1\",\"ok\":{"), said);
            assertTrue(said.contains("Zoë ☕"), said);
            assertEquals(rule.code(), socket.write(close(rule.code())).closeCode());
            assertOver(socket);
        }
    }

    @ParameterizedTest
    @MethodSource("chat.parley.fuzz.FrameRules#broken")
    void violatingFrameClosesTheConnection(Rule rule) {
        try (RawSocket socket = new RawSocket(POD)) {
            assertEquals(rule.code(), socket.write(rule.sent()).closeCode());
            assertOver(socket.write(close(rule.code())));
        }
    }

    /// RFC 6455 section 5.5.2 and 5.5.3.
    @Test
    void pingIsAnsweredWithItsPayload() throws IOException {
        byte[] longest = utf8("x".repeat(125));
        try (RawSocket socket = new RawSocket(POD)) {
            socket.write(frame(FIN | PING, longest));
            assertArrayEquals(longest, next(socket, PONG).payload());
            socket.write(frame(FIN | PING));
            assertEquals(0, next(socket, PONG).payload().length);
        }
    }

    /// RFC 6455 section 5.4: it does not wait for the end of the message.
    @Test
    void pingWithinAMessageIsAnsweredAtOnce() throws IOException {
        try (RawSocket socket = new RawSocket(POD)) {
            socket.write(frame(TEXT, utf8("{\"op\""))).write(frame(FIN | PING, utf8("now?")));
            assertArrayEquals(utf8("now?"), next(socket, PONG).payload());
        }
    }

    /// RFC 6455 section 5.5.3; the pod does not buffer 32 MiB of answers.
    @Test
    void clientThatDoesNotReadGetsThePongOfItsLatestPing() throws IOException {
        byte[] pings = {};
        byte[] more = frame(FIN | PING, new byte[125]);
        while (pings.length < 1 << 20) {
            more = Octets.all(more, more);
            pings = more;
        }
        try (RawSocket socket = new RawSocket(POD)) {
            for (int i = 0; i < 32; i++) {
                socket.write(pings);
            }
            socket.write(frame(FIN | PING, utf8("latest")));
            int answers = 0;
            while (next(socket, PONG).payload().length != "latest".length()) {
                answers++;
            }
            assertTrue(answers < 32 * pings.length / frame(FIN | PING, new byte[125]).length, answers + " answers");
        }
    }

    /// RFC 6455 section 7.1.2: the server answers the close frame and then closes the connection.
    @Test
    void closeFrameIsAnsweredAndTheConnectionClosed() {
        try (RawSocket socket = new RawSocket(POD)) {
            assertEquals(1001, socket.write(close(1001, utf8("away"))).closeCode());
            assertOver(socket);
        }
    }

    /// The same from the server's side: it closes once its close frame is answered.
    @Test
    void closeHandshakeOfTheServerEndsWithTheClientsAnswer() {
        try (RawSocket socket = new RawSocket(POD)) {
            assertEquals(4500, socket.says("no json").closeCode());
            assertOver(socket.write(close(4500)));
        }
    }

    private static Received next(RawSocket socket, int opcode) throws IOException {
        Received frame = socket.frame();
        while (!frame.is(opcode)) {
            frame = socket.frame();
        }
        return frame;
    }

    private static void assertOver(RawSocket socket) {
        assertThrows(EOFException.class, socket::frame, "expected the end of the connection");
    }
}
