package chat.parley.acceptance;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.kit.Connection;
import chat.parley.kit.Frame;
import chat.parley.kit.Lane;
import chat.parley.kit.Member;
import chat.parley.kit.Pod;
import chat.parley.kit.PodCluster;
import chat.parley.kit.RawSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// How connections end (protocol.md section 8).
@Lane(Lane.PROTOCOL)
final class CloseCodesIT {
    @RegisterExtension
    static final SharedCluster PODS = new SharedCluster();

    /// The strict pod accepts few connections; waits until it has noticed that those of the previous test are
    /// closed.
    @BeforeEach
    void thereIsRoom() {
        Awaitility.await().until(() -> {
            try (RawSocket one = new RawSocket(PODS.strict());
                    RawSocket two = new RawSocket(PODS.strict())) {
                return one.status() == 101 && two.status() == 101;
            }
        });
    }

    @Test
    void silentConnectionIsClosed() {
        try (Connection client = Connection.to(PODS.strict())) {
            assertEquals(4001, client.heard().end().code());
            assertTrue(
                    client.heard().end().reason().contains("parley.hello-timeout"),
                    client.heard().end().reason());
        }
    }

    @Test
    void commandBeforeHelloClosesTheConnection() {
        try (Connection client = Connection.to(PODS.here())) {
            client.pipelined().pings();
            assertEquals(4001, client.heard().end().code());
            assertEquals(List.of(), client.heard().all());
        }
    }

    @Test
    void commandBehindARefusedHelloIsRefusedAndHelloMayBeRetried() {
        try (RawSocket client = new RawSocket(PODS.here())) {
            client.says(Frame.of("op", "hello", "ref", "1", "name", " "))
                    .says(Frame.of("op", "ping", "ref", "2"))
                    .says("{\"op\":\"dance\",\"ref\":\"3\"}");
            List<String> refused = new ArrayList<>();
            assertEquals(0, client.readsUntil(text -> {
                refused.add(Frame.read(text).at("/error/code").asText());
                return refused.size() == 3;
            }));
            assertEquals(List.of("bad_request", "unauthenticated", "unauthenticated"), refused);
            client.says(Frame.of("op", "hello", "ref", "4", "name", "Ada")).says(Frame.of("op", "ping", "ref", "5"));
            assertEquals(
                    0, client.readsUntil(text -> Frame.read(text).at("/ok/now").isNumber() && text.contains("\"5\"")));
        }
    }

    @Test
    void unknownCommandBeforeHelloClosesTheConnection() {
        assertEquals(4001, ends(PODS.here(), "{\"op\":\"dance\",\"ref\":\"1\"}"));
    }

    @Test
    void invalidJsonClosesTheConnection() {
        try (Member ada = Member.named("Ada", PODS.here())) {
            ada.connection().writes("hello");
            assertEquals(4500, ada.heard().end().code());
        }
    }

    @Test
    void frameThatIsNotAnObjectClosesTheConnection() {
        assertEquals(4500, ends(PODS.here(), "[\"hello\"]"));
    }

    @Test
    void malformedTokenIsRefused() {
        try (Connection client = Connection.to(PODS.here())) {
            client.pipelined().helloWith("abc.def.ghi");
            assertEquals(4501, client.heard().end().code());
        }
    }

    @Test
    void tamperedTokenIsRefused() {
        try (Member ada = Member.named("Ada", PODS.here());
                Connection mallory = Connection.to(PODS.there())) {
            String[] parts = ada.token().split("\\.", 3);
            String name = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
            String other = Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(name.replace("Ada", "Eve").getBytes(StandardCharsets.UTF_8));
            mallory.pipelined().helloWith(parts[0] + "." + other + "." + parts[2]);
            assertEquals(4501, mallory.heard().end().code());
        }
    }

    @Test
    void connectionCannotChangeItsUser() {
        try (Member ada = Member.named("Ada", PODS.here());
                Member grace = Member.named("Grace", PODS.here())) {
            ada.pipelined().helloWith(grace.token());
            assertEquals(4501, ada.heard().end().code());
            grace.settles();
        }
    }

    @Test
    void eleventhConnectionReplacesTheOldest() {
        List<Member> devices = new ArrayList<>();
        devices.add(Member.named("Ada", PODS.there()));
        for (int i = 0; i < 10; i++) {
            devices.add(devices.getFirst().elsewhere(PODS.there()));
        }
        assertEquals(4503, devices.getFirst().heard().end().code());
        devices.subList(1, 11).forEach(Member::settles);
        devices.forEach(Member::close);
    }

    @Test
    void frameThatViolatesTheProtocolClosesTheConnection() {
        try (RawSocket socket = new RawSocket(PODS.here())) {
            assertEquals(
                    1002,
                    socket.sends(RawSocket.FIN | RawSocket.RESERVED | RawSocket.TEXT, new byte[] {'{'})
                            .closeCode());
        }
    }

    @Test
    void unmaskedFrameClosesTheConnection() {
        try (RawSocket socket = new RawSocket(PODS.here())) {
            assertEquals(
                    1002, socket.write(new byte[] {(byte) 0x81, 2, '{', '}'}).closeCode());
        }
    }

    @Test
    void invalidUtf8ClosesTheConnection() {
        try (RawSocket socket = new RawSocket(PODS.here())) {
            assertEquals(
                    1007,
                    socket.sends(RawSocket.FIN | RawSocket.TEXT, new byte[] {'"', (byte) 0xC3, '"'})
                            .closeCode());
        }
    }

    @Test
    void characterSplitAcrossFragmentsIsReassembled() {
        byte[] hello = "{\"op\":\"hello\",\"ref\":\"1\",\"name\":\"Zoë\"}".getBytes(StandardCharsets.UTF_8);
        int cut = new String(hello, StandardCharsets.ISO_8859_1).indexOf('Ã') + 1;
        try (RawSocket socket = new RawSocket(PODS.here())) {
            socket.sends(RawSocket.TEXT, Arrays.copyOf(hello, cut));
            socket.sends(RawSocket.FIN, Arrays.copyOfRange(hello, cut, hello.length));
            socket.sends(RawSocket.FIN | RawSocket.CLOSE, new byte[] {0x03, (byte) 0xE8});
            assertEquals(1000, socket.closeCode());
        }
    }

    @Test
    void messageThatIsTooLargeClosesTheConnection() {
        try (Member ada = Member.named("Ada", PODS.here())) {
            ada.pipelined().command("ping", "padding", "x".repeat(64 << 10));
            assertEquals(1009, ada.heard().end().code());
        }
    }

    @Test
    void sizeOfAMessageIsTheSumOfItsFragments() {
        byte[] part = "x".repeat(20 << 10).getBytes(StandardCharsets.UTF_8);
        try (RawSocket socket = new RawSocket(PODS.here())) {
            socket.sends(RawSocket.TEXT, part).sends(0, part).sends(0, part).sends(0, part);
            assertEquals(1009, socket.closeCode());
        }
    }

    @Test
    void connectionThatAnswersNoPingsIsClosedAndTheOtherStays() {
        try (RawSocket dead = new RawSocket(PODS.strict())) {
            dead.says("{\"op\":\"hello\"}");
            try (Member ada = Member.named("Ada", PODS.strict())) {
                assertEquals(4003, dead.closeCode());
                ada.settles();
            }
        }
    }

    @Test
    void floodingConnectionIsClosed() {
        try (Member ada = Member.named("Ada", PODS.strict())) {
            await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(10)).until(() -> {
                for (int i = 0; i < 20 && !ada.heard().over(); i++) {
                    ada.pipelined().pings();
                }
                return ada.heard().over();
            });
            assertEquals(4004, ada.heard().end().code());
            assertTrue(ada.heard()
                            .all(frame -> frame.at("/error/code").asText().equals("rate_limited"))
                            .size()
                    >= 500);
        }
    }

    @Test
    void refusalKeepsTheConnectionOpen() {
        try (Member ada = Member.named("Ada", PODS.here())) {
            assertEquals("not_found", ada.refusalCode().history(PodCluster.room()));
            ada.settles();
        }
    }

    private static int ends(Pod pod, String first) {
        try (Connection client = Connection.to(pod)) {
            client.writes(first);
            return client.heard().end().code();
        }
    }
}
