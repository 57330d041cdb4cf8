package chat.parley.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.kit.Frame;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The checker of the scripted day detects errors: each test plants one into what a device received on a
/// small, correct day.
final class CheckerTest {
    private static final String ROOM = "tea";
    private static final String WELCOME = """
            {"ref":"1","ok":{"session":"s","user":{"id":"ada","name":"Ada"},"token":"t","rooms":[
            {"room":"tea","title":"Tea","kind":"public","role":"owner","epoch":"e","head":0,"read":0,"unread":0,
            "mentions":0,"state":"fresh"}]}}""";
    private static final String FIRST = said(1, "bea", "milk?", ",\"mentions\":[\"ada\"]");
    private static final String SECOND = said(2, "bea", "or lemon?", "");
    private static final String REACTION = """
            {"ev":"react","room":"tea","epoch":"e","seq":3,"of":2,"id":"cy.r","from":{"id":"cy","name":"Cy"},
            "emoji":"☕","on":true}""";
    private static final String EDIT = """
            {"ev":"edit","room":"tea","epoch":"e","seq":4,"of":1,"id":"bea.e","from":{"id":"bea","name":"Bea"},"at":9,
            "text":"oat milk?"}""";
    private static final String READ = unread(1, 1);
    private static final String RECEIPT = receipt("cy", 2);
    private static final String LAST = said(5, "bea", "well then", ",\"mentions\":[\"ada\"]");
    private static final List<String> DAY = List.of(WELCOME, FIRST, SECOND, REACTION, EDIT, READ, RECEIPT, LAST);

    private final Person ada = person("Ada");
    private final Person bea = person("Bea");
    private final Person cy = person("Cy");
    private final RoomLedger ledger = new RoomLedger(ROOM, "Tea");

    private static Person person(String name) {
        Person person = new Person(name);
        person.known(Frame.read(Frame.of("user", Map.of("id", id(name)), "token", "t")));
        return person;
    }

    private static String id(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private static String said(long seq, String from, String text, String more) {
        return """
                {"ev":"message","room":"tea","epoch":"e","seq":%d,"id":"%s.%d","from":{"id":"%s","name":"Bea"},"at":5,
                "text":"%s"%s}""".formatted(seq, from, seq, from, text, more);
    }

    private static String unread(long read, int unread) {
        return "{\"ev\":\"unread\",\"room\":\"tea\",\"read\":%d,\"unread\":%d,\"mentions\":0}".formatted(read, unread);
    }

    private static String receipt(String user, long seen) {
        return "{\"ev\":\"receipt\",\"room\":\"tea\",\"users\":[{\"id\":\"%s\",\"seen\":%d}]}".formatted(user, seen);
    }

    @BeforeEach
    void theLedgerOfTheDay() {
        ledger.joins(ada.id(), "owner");
        ledger.joins(bea.id(), "member");
        ledger.joins(cy.id(), "member");
        ledger.says(1, new LedgerMessage("bea.1", bea, "milk?", List.of("ada"), false));
        ledger.says(2, new LedgerMessage("bea.2", bea, "or lemon?", List.of(), false));
        ledger.reacts(3, 2, cy.id(), "☕", true);
        ledger.edits(4, 1, "oat milk?", 9);
        ledger.member(ada.id()).reads(1);
        ledger.member(cy.id()).reads(2);
        ledger.says(5, new LedgerMessage("bea.5", bea, "well then", List.of("ada"), false));
    }

    private List<String> differences(List<String> frames) {
        Screen screen = new Screen();
        for (String frame : frames) {
            screen.hears(Frame.read(frame));
            screen.views().values().stream()
                    .map(RoomView::ticks)
                    .filter(ticks -> !ticks.watching())
                    .forEach(ticks -> ticks.watches(Map.of()));
        }
        return new Checker(List.of(ledger)).differences(ada, screen);
    }

    private static List<String> without(String frame) {
        List<String> frames = new ArrayList<>(DAY);
        frames.remove(frame);
        return frames;
    }

    private static List<String> instead(String frame, String other) {
        List<String> frames = new ArrayList<>(DAY);
        frames.set(frames.indexOf(frame), other);
        return frames;
    }

    private void isNamed(String what, List<String> frames) {
        List<String> found = differences(frames);
        assertTrue(found.stream().anyMatch(one -> one.contains(what)), found::toString);
    }

    private void isRefused(String what, List<String> frames) {
        AssertionError error = assertThrows(AssertionError.class, () -> differences(frames));
        assertTrue(String.valueOf(error.getMessage()).contains(what), error::getMessage);
    }

    @Test
    void correctDayPasses() {
        assertEquals(List.of(), differences(DAY));
    }

    @Test
    void lostMessageIsReported() {
        isNamed("Ada in tea, message 5: expected MessageView", without(LAST));
        isRefused("expected seq 2", without(SECOND));
    }

    @Test
    void duplicateMessageIsReported() {
        List<String> frames = new ArrayList<>(DAY);
        frames.add(LAST);
        isRefused("expected seq 6", frames);
    }

    @Test
    void wrongCountIsReported() {
        isNamed(
                "unread=2, mentions=1], shown RoomMembership[head=5, role=owner, title=Tea, read=1, unread=3",
                instead(READ, unread(1, 2)));
        isNamed("read=0, unread=3, mentions=2", without(READ));
    }

    @Test
    void changedTextIsReported() {
        isNamed("Ada in tea, message 1: expected MessageView", instead(EDIT, EDIT.replace("oat", "soy")));
        isNamed("Ada in tea, message 2: expected MessageView", instead(REACTION, REACTION.replace("true", "false")));
    }

    @Test
    void wrongStatusIsReported() {
        isNamed(
                "status for cy: expected Cursor[delivered=2, seen=2], shown Cursor[delivered=0, seen=0]",
                without(RECEIPT));
        isNamed(
                "status for cy: expected Cursor[delivered=2, seen=2], shown Cursor[delivered=5, seen=5]",
                instead(RECEIPT, receipt("cy", 5)));
    }

    @Test
    void cursorThatMovesBackIsReported() {
        List<String> frames = new ArrayList<>(DAY);
        frames.add(receipt("cy", 1));
        isRefused("expected seen of cy to stay at 2", frames);
    }

    @Test
    void unknownRoomIsReported() {
        isNamed(
                "rooms of Ada: expected [tea], shown []",
                List.of(WELCOME, "{\"ev\":\"room\",\"room\":\"tea\",\"role\":null,\"reason\":\"left\"}"));
    }
}
