package chat.parley.room;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.parley.protocol.Event.RoomGone.Reason;
import chat.parley.protocol.RoomId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ToldTest {

    private static final RoomId TEA = new RoomId("tea");

    @Test
    void whatOnlyALaterReleaseSaysIsPassedOver() {
        for (String foreign : List.of("", "moved", "moved tea", "moved tea g1 9")) {
            assertEquals(Optional.empty(), Told.read(foreign), foreign);
        }
    }

    @Test
    void whatALaterReleaseAddsIsPassedOver() {
        assertEquals(Optional.of(new Told.Joined(TEA, "session")), Told.read("joined tea session and more"));
        assertEquals(Optional.of(new Told.Left(TEA, Reason.KICKED)), Told.read("left tea kicked by ada"));
    }

    @Test
    void anEndForAReasonThatIsNotKnownIsAnEnd() {
        assertEquals(Optional.of(new Told.Left(TEA, Reason.LEFT)), Told.read("left tea dissolved"));
    }

    @Test
    void aWordOfAnotherReleaseIsToldOfOnceAndNonsenseDoesNotFillMemory() {
        ForeignWords words = new ForeignWords();
        words.met("moved");
        words.met("moved");
        assertEquals(1, words.size());
        for (int i = 0; i < 1_000; i++) {
            words.met("nonsense" + i + "x".repeat(10_000));
        }
        assertEquals(32, words.size());
    }
}
