package chat.parley.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import chat.parley.protocol.Cursors;
import chat.parley.protocol.Event.RoomGone.Reason;
import chat.parley.protocol.User;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class RoomMessageTest {

    private static final User ADA = new User("a".repeat(20), "Ada the First");
    private static final User GRACE = new User("b".repeat(20), "Grace");

    @Test
    void logEventsKeepTheirJson() {
        RoomMessage.Log log = log("log g1 1700 7:00-ab-cd-01\n41 \t{\"a\":1}\n42 s1\t{\"b\":\"é\"}\n");
        assertEquals("g1", log.epoch());
        assertEquals(1700, log.storedAt());
        assertEquals(List.of("7:00-ab-cd-01"), log.contexts());
        assertEquals(
                List.of("41//{\"a\":1}", "42/s1/{\"b\":\"é\"}"),
                log.events().stream()
                        .map(event -> event.seq() + "/" + event.leftOut() + "/" + event)
                        .toList());
    }

    @Test
    void eventForASingleUserHasAVariantForTheRest() {
        LogEvent event =
                log("log g1 1700\n41 s1 ada\t{\"mine\":1}\t{}\n").events().getFirst();
        assertEquals("s1", event.leftOut());
        assertEquals("{\"mine\":1}", event.to("ada").toString());
        assertEquals("{}", event.to("grace").toString());
    }

    private static RoomMessage.Log log(String text) {
        return assertInstanceOf(RoomMessage.Log.class, read(text).orElseThrow());
    }

    @Test
    void presenceNamesThoseWhoCameOnlineAndWentOffline() {
        List<RoomMessage.Move> moves = List.of(new RoomMessage.Move(ADA, true), new RoomMessage.Move(GRACE, false));
        String lines = "\n+" + ADA.id() + " Ada the First\n-" + GRACE.id() + " Grace\n";
        assertRead(new RoomMessage.Presence(3, 2, Optional.empty(), moves), "here 3 2" + lines);
        assertRead(new RoomMessage.Presence(2, 1, Optional.of("ada"), moves), "here 2 1 ada" + lines);
        assertRead(new RoomMessage.Presence(700, 501, Optional.empty(), List.of()), "here 700 501\n");
    }

    @Test
    void membershipsEndAndRoomsChange() {
        assertRead(new RoomMessage.Removed("ada", Reason.KICKED), "out ada kicked\n");
        assertRead(new RoomMessage.Removed("ada", Reason.LEFT), "out ada dissolved\n");
        assertRead(new RoomMessage.Changed("ada"), "changed ada\n");
        assertRead(new RoomMessage.Changed(RoomMessage.Changed.EVERYBODY), "changed *\n");
    }

    @Test
    void receiptsCarryOnlyMovedCursors() {
        assertRead(
                new RoomMessage.Receipt(
                        "ada", List.of(new Cursors(GRACE.id(), OptionalLong.of(5), OptionalLong.empty()))),
                "receipt ada\n" + GRACE.id() + " 5 0\n");
        assertRead(
                new RoomMessage.Receipt("", List.of(new Cursors(GRACE.id(), OptionalLong.empty(), OptionalLong.of(4)))),
                "receipt \n" + GRACE.id() + " 0 4\n");
    }

    @Test
    void ephemeralEventsAreForwardedUnchanged() {
        assertRead(new RoomMessage.Renamed("once", List.of("{\"ev\":\"user\"}")), "renamed once\n{\"ev\":\"user\"}\n");
        assertRead(new RoomMessage.Emitted("", List.of("{}", "[1 2]")), "emit \n{}\n[1 2]\n");
        assertRead(new RoomMessage.Echoed("ada", "s1", List.of("{}")), "echo ada s1\n{}\n");
        assertRead(new RoomMessage.Echoed("ada", "", List.of("{}")), "echo ada \n{}\n");
        assertRead(
                new RoomMessage.Typing("pod-1", List.of(new RoomMessage.Typist(ADA, 300))),
                "typing pod-1\n300 " + ADA.id() + " Ada the First\n");
        assertRead(new RoomMessage.Typing("pod-1", List.of()), "typing pod-1\n");
    }

    @Test
    void emittedEventRoundTrips() {
        RoomMessage.Emitted emitted = new RoomMessage.Emitted("s1", List.of("{\"ev\":\"event\"}"));
        assertEquals("emit s1\n{\"ev\":\"event\"}\n", emitted.text());
        assertRead(emitted, emitted.text());
    }

    @Test
    void kindOfAnotherReleaseIsIgnored() {
        for (String unknown : List.of("", "\n", "moved", "moved ada\n{}\n")) {
            assertEquals(Optional.empty(), read(unknown), unknown);
        }
    }

    @Test
    void wordsOfALaterReleaseAreIgnored() {
        assertRead(new RoomMessage.Removed("ada", Reason.LEFT), "out ada left by grace\n");
        assertRead(new RoomMessage.Changed("ada"), "changed ada title\n");
    }

    private static void assertRead(RoomMessage expected, String text) {
        assertEquals(Optional.of(expected), read(text));
    }

    private static Optional<RoomMessage> read(String text) {
        return RoomMessage.read(text.getBytes(StandardCharsets.UTF_8));
    }
}
