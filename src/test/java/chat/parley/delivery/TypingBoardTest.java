package chat.parley.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.parley.protocol.User;
import chat.parley.room.RoomFixture;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The list of typing users, from what all pods publish (protocol.md section 5, `typing`).
final class TypingBoardTest {
    private final TypingBoard board = new TypingBoard();
    private final User ada = RoomFixture.user("Ada");
    private final User grace = RoomFixture.user("Grace");

    @Test
    void eachPodReportsOnlyItsOwnUsers() {
        hears("one", 6, ada);
        hears("two", 6, grace);
        assertEquals(List.of(ada, grace), board.at(0));
        hears("one", 6);
        assertEquals(List.of(grace), board.at(0));
    }

    @Test
    void userTypingOnTwoPodsIsListedOnceUntilBothStop() {
        hears("one", 6, ada);
        hears("two", 6, ada);
        assertEquals(List.of(ada), board.at(0));
        hears("one", 6);
        assertEquals(List.of(ada), board.at(0));
        hears("two", 6);
        assertEquals(List.of(), board.at(0));
    }

    @Test
    void reportOfAPodHoldsForTheDurationItStates() {
        hears("one", 3, grace);
        hears("two", 6, ada, grace);
        assertEquals(List.of(grace, ada), board.at(5));
        assertEquals(OptionalLong.of(1), board.nextSilence(5));
        assertEquals(List.of(), board.at(6));
        assertEquals(OptionalLong.empty(), board.nextSilence(6));
    }

    @Test
    void renamedUserKeepsTheirPlaceWhileTyping() {
        hears("one", 6, ada);
        hears("two", 6, grace);
        User renamed = new User(ada.id(), "Ada L.");
        hears("one", 9, renamed);
        assertEquals(List.of(renamed, grace), board.at(7 - 2));
    }

    @Test
    void listHoldsOneMoreUserBecauseTheReaderIsLeftOut() {
        User[] many = IntStream.range(0, 20)
                .mapToObj(i -> RoomFixture.user("User " + i))
                .toArray(User[]::new);
        hears("one", 6, many);
        assertEquals(List.of(many).subList(0, 11), board.at(0));
    }

    private void hears(String pod, long until, User... writing) {
        board.replace(
                pod,
                Stream.of(writing)
                        .map(user -> new TypingBoard.Shown(user, until))
                        .toList());
    }
}
