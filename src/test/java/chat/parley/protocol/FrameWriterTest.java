package chat.parley.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FrameWriterTest {

    private static final User ADA = new User("ada00000000000000", "Ada 😀 \"A\"");

    private final FrameWriter writer = new FrameWriter();

    @Test
    void aFrameIsCompactUtf8() {
        assertEquals("{\"ref\":\"é😀\\n\",\"ok\":{}}", utf8(writer.ok("é😀\n", new Empty())));
        assertEquals(
                "{\"ref\":\"1\",\"ok\":{\"user\":{\"id\":\"ada00000000000000\",\"name\":\"Ada 😀 \\\"A\\\"\"}}}",
                utf8(writer.ok("1", new Renamed(ADA))));
    }

    @Test
    void refusalCanQuoteAnyInput() {
        Problem problem = assertThrows(Problem.class, () -> new Cid("\ud800\u0000\u202e"));
        assertEquals(
                "{\"ref\":\"1\",\"error\":{\"code\":\"bad_request\",\"message\":\"cid: expected 1 to 64 characters of A-Z, "
                        + "a-z, 0-9, _ and -, got \\\"\\\\u{d800}\\\\u{0}\\\\u{202e}\\\"\",\"retry\":false}}",
                utf8(writer.error("1", problem)));
    }

    @Test
    void rateLimitCarriesRetryAfter() {
        assertEquals(
                "{\"ref\":\"1\",\"error\":{\"code\":\"rate_limited\",\"message\":\"m\",\"retry\":true,\"after\":0}}",
                utf8(writer.error("1", Problem.rateLimited("m", 0))));
    }

    @Test
    void messageIsOneLineWhateverItsText() {
        MessageBody body = new MessageBody(
                ADA.id() + ".c",
                ADA,
                Optional.of("a\r\n\"\\\u0001😀\u2028"),
                Optional.of(new Json("[1.0]")),
                Optional.of(MessageRef.at(0)),
                List.of());
        assertEquals(
                "\"id\":\"ada00000000000000.c\",\"from\":{\"id\":\"ada00000000000000\",\"name\":\"Ada 😀 \\\"A\\\"\"},"
                        + "\"text\":\"a\\r\\n\\\"\\\\\\u0001😀\u2028\",\"data\":[1.0],\"reply\":0",
                body.fields());
        assertEquals(
                "{\"ev\":\"message\",\"room\":\"lobby\",\"epoch\":\"e\\\"\",\"seq\":4,\"at\":5,\"id\":1}",
                MessageText.event(new RoomId("lobby"), new Position("e\"", 4), 5, "\"id\":1"));
        assertEquals(
                "{\"epoch\":\"e\",\"seq\":4,\"at\":5,\"id\":1}",
                MessageText.listed(new Position("e", 4), 5, "\"id\":1"));
    }

    @Test
    void changeIsOneLineWhateverItsText() {
        Change edit =
                new Change.Edit(Optional.empty(), new RoomId("lobby"), MessageRef.at(7), new Cid("c"), "a\n\"b\"");
        assertEquals(
                "\"of\":7,\"id\":\"ada00000000000000.c\",\"from\":{\"id\":\"ada00000000000000\","
                        + "\"name\":\"Ada 😀 \\\"A\\\"\"},\"text\":\"a\\n\\\"b\\\"\"",
                new ChangeBody(ADA, edit).fields());
    }

    @Test
    void directRoomNamesTheOtherUserAndOtherRoomsHaveTitleAndRole() {
        Peer self = new Peer(ADA.id(), "Ada", true);
        Unread none = new Unread(0, 0, 0);
        assertThrows(
                IllegalArgumentException.class,
                () -> RoomState.direct(new RoomId("lobby"), self, "e", 0, 0, CatchUp.current(), 1, 1, none));
        assertThrows(
                IllegalArgumentException.class,
                () -> RoomState.group(
                        RoomId.direct(ADA.id(), ADA.id()), "t", Role.OWNER, "e", 0, 0, CatchUp.current(), 1, 1, none));
    }

    @Test
    void messageCarriesTheIdOfItsSender() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new MessageBody(
                        "grace000000000000.c", ADA, Optional.of("x"), Optional.empty(), Optional.empty(), List.of()));
    }

    private static String utf8(byte[] frame) {
        return new String(frame, StandardCharsets.UTF_8);
    }
}
