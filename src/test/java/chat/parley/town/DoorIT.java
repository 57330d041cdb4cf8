package chat.parley.town;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.kit.Connection;
import chat.parley.kit.Lane;
import chat.parley.kit.RawSocket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Who may upgrade (protocol.md section 1).
@Lane(Lane.PROTOCOL)
final class DoorIT {
    @RegisterExtension
    static final UsualTown TOWN = new UsualTown();

    @Test
    void theSubprotocolIsConfirmed() {
        try (Connection client = Connection.to(TOWN.here(), "parley.v1")) {
            assertEquals("parley.v1", client.subprotocol());
        }
    }

    @Test
    void amongSeveralSubprotocolsOursIsTaken() {
        try (Connection client = Connection.to(TOWN.here(), "parley.v9", "parley.v1")) {
            assertEquals("parley.v1", client.subprotocol());
        }
    }

    @Test
    void whoOffersNoSubprotocolIsSpokenToInOurs() {
        try (Connection client = Connection.to(TOWN.here(), new String[0])) {
            assertEquals("", client.subprotocol());
            assertTrue(client.ok("hello").has("session"));
        }
    }

    @Test
    void whoOffersOnlyUnknownSubprotocolsIsRefused() {
        assertEquals(400, status("Sec-WebSocket-Protocol: parley.v9, chat"));
    }

    @Test
    void aForeignPageIsRefused() {
        assertEquals(403, status("Origin: https://elsewhere.example"));
    }

    @Test
    void aPageWithoutAnOriginOfItsOwnIsForeign() {
        assertEquals(403, status("Origin: null"));
    }

    @Test
    void thePagesOwnOriginIsTaken() {
        assertEquals(101, status("Origin: http://127.0.0.1:" + TOWN.here().port()));
    }

    @Test
    void anotherPortIsAnotherOrigin() {
        assertEquals(403, status("Origin: http://127.0.0.1:" + TOWN.there().port()));
    }

    @Test
    void anOriginOnTheListIsTaken() {
        assertEquals(403, status("Origin: " + UsualTown.FRIEND));
        try (RawSocket socket = new RawSocket(TOWN.strict(), "Origin: " + UsualTown.FRIEND)) {
            assertEquals(101, socket.status());
        }
    }

    @Test
    void aFullPodSaysWhenToComeBack() {
        List<RawSocket> sockets = new ArrayList<>();
        try {
            RawSocket last = new RawSocket(TOWN.strict());
            sockets.add(last);
            while (last.status() == 101 && sockets.size() < 5) {
                last = new RawSocket(TOWN.strict());
                sockets.add(last);
            }
            assertEquals(503, last.status());
            assertTrue(Integer.parseInt(last.header("Retry-After")) >= 1, last.header("Retry-After"));
        } finally {
            sockets.forEach(RawSocket::close);
        }
    }

    private static int status(String header) {
        try (RawSocket socket = new RawSocket(TOWN.here(), header)) {
            return socket.status();
        }
    }
}
