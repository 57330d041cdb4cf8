package chat.parley.room;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.parley.delivery.UnknownMessages;
import chat.parley.protocol.Event.RoomGone.Reason;
import chat.parley.protocol.RoomId;
import chat.parley.protocol.Unread;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class UserEventTest {

    private static final RoomId TEA = new RoomId("tea");

    @Test
    void eventOfALaterReleaseIsIgnored() {
        for (String foreign : List.of("", "moved", "moved tea", "moved tea g1 9")) {
            assertEquals(Optional.empty(), UserEvent.read(foreign), foreign);
        }
    }

    @Test
    void fieldsOfALaterReleaseAreIgnored() {
        assertEquals(Optional.of(new UserEvent.Joined(TEA, "session")), UserEvent.read("joined tea session and more"));
        assertEquals(Optional.of(new UserEvent.Left(TEA, Reason.KICKED)), UserEvent.read("left tea kicked by ada"));
    }

    @Test
    void countsOfTheReleaseBeforeHaveNoMark() {
        Unread mine = new Unread(4, 1, 0);
        assertEquals(Optional.of(new UserEvent.Read(TEA, "-", mine, 5)), UserEvent.read("read tea - 4 1 0 5"));
        assertEquals(
                Optional.of(new UserEvent.Read(TEA, "-", mine.marked(3), 5)), UserEvent.read("read tea - 4 1 0 5 3"));
        for (UserEvent event : List.of(
                new UserEvent.Read(TEA, "s", mine.marked(3), 5), new UserEvent.Marked(TEA, "s", mine.marked(0), 5))) {
            assertEquals(Optional.of(event), UserEvent.read(event.text()));
        }
    }

    @Test
    void removalForAnUnknownReasonIsReadAsLeft() {
        assertEquals(Optional.of(new UserEvent.Left(TEA, Reason.LEFT)), UserEvent.read("left tea dissolved"));
    }

    @Test
    void unknownWordIsLoggedOnceAndNonsenseDoesNotFillMemory() {
        UnknownMessages words = new UnknownMessages();
        words.met("moved");
        words.met("moved");
        assertEquals(1, words.size());
        for (int i = 0; i < 1_000; i++) {
            words.met("nonsense" + i + "x".repeat(10_000));
        }
        assertEquals(32, words.size());
    }
}
