package chat.parley.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The terms of protocol.md section 3 at their limits.
class WordsTest {

    private static final String SMALLER = "a".repeat(16);
    private static final String LARGER = "b".repeat(26);

    @ParameterizedTest
    @ValueSource(strings = {"lobby", "0", "a-", "a--b"})
    void publicRoomIdIsLowercase(String id) {
        assertEquals(RoomKind.PUBLIC, new RoomId(id).kind());
    }

    @Test
    void roomIdRevealsItsKind() {
        assertEquals(RoomKind.PUBLIC, new RoomId("x".repeat(64)).kind());
        assertEquals(RoomKind.PUBLIC, new RoomId("g").kind());
        assertEquals(RoomKind.PRIVATE, new RoomId("g:" + "Az0_".repeat(16)).kind());
        assertEquals(RoomKind.DIRECT, new RoomId("d:" + SMALLER + ":" + LARGER).kind());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-a",
                "Lobby",
                "lobby\n",
                "tea house",
                "a:b",
                "é",
                "g:",
                "g:a b",
                "g:a:b",
                "d:",
                "d:a:b",
                "x:a",
                "{a}",
                "@ada"
            })
    void invalidRoomIdIsRefused(String id) {
        assertBadRequest(() -> new RoomId(id));
    }

    @Test
    void roomIdIsLimitedInLength() {
        assertBadRequest(() -> new RoomId("x".repeat(65)));
        assertBadRequest(() -> new RoomId("g:" + "x".repeat(65)));
    }

    @Test
    void aDirectRoomNamesTwoUsersTheSmallerFirst() {
        assertBadRequest(() -> new RoomId("d:" + LARGER + ":" + SMALLER));
        assertBadRequest(() -> new RoomId("d:" + SMALLER + ":" + LARGER + ":" + LARGER));
        assertBadRequest(() -> new RoomId("d:" + SMALLER));
        assertBadRequest(() -> RoomId.direct("ada", SMALLER));
        RoomId room = new RoomId("d:" + SMALLER + ":" + LARGER);
        assertEquals(room, RoomId.direct(SMALLER, LARGER));
        assertEquals(room, RoomId.direct(LARGER, SMALLER));
        assertEquals(room, Destination.of("@" + LARGER).roomOf(SMALLER));
        assertEquals(room, Destination.of(room.value()).roomOf(LARGER));
    }

    @Test
    void eachUserOfADirectRoomTalksWithTheOther() {
        RoomId room = RoomId.direct(SMALLER, LARGER);
        assertEquals(LARGER, room.other(SMALLER));
        assertEquals(SMALLER, room.other(LARGER));
        assertTrue(room.isOf(SMALLER) && room.isOf(LARGER));
        assertFalse(room.isOf("c".repeat(16)));
        assertFalse(new RoomId("lobby").isOf(SMALLER));
        assertThrows(IllegalArgumentException.class, () -> room.other("c".repeat(16)));
    }

    @Test
    void notesToOneselfAreADirectRoomOfOne() {
        RoomId notes = RoomId.direct(SMALLER, SMALLER);
        assertEquals("d:" + SMALLER + ":" + SMALLER, notes.value());
        assertEquals(SMALLER, notes.other(SMALLER));
    }

    @Test
    void titleIsNormalisedLikeANameAndMayBeTwiceAsLong() {
        assertEquals("Café des amis", new Title("  Cafe\u0301 des amis\n").value());
        assertEquals(160, new Title("😀".repeat(80)).value().length());
        assertBadRequest(() -> new Title("x".repeat(81)));
        assertBadRequest(() -> new Title("a\u202eb"));
    }

    @Test
    void anEmittedEventHasAPlainName() {
        assertEquals("cursor.moved:a_1-B", new EventName("cursor.moved:a_1-B").value());
        new EventName("x".repeat(64));
        for (String bad : new String[] {"", "x".repeat(65), "a b", "a\n", "ä"}) {
            assertBadRequest(() -> new EventName(bad));
        }
    }

    @Test
    void onlyAnEmitToARoomNamesARoom() {
        RoomId room = new RoomId("lobby");
        assertEquals(Optional.of(room), emitted(EmitTarget.OTHERS, room).room());
        assertEquals(Optional.empty(), emitted(EmitTarget.ALL, room).room());
        assertEquals(Optional.empty(), emitted(EmitTarget.SELF, room).room());
    }

    @Test
    void duplicateInviteeIsInvitedOnce() {
        Create create = new Create(
                Optional.empty(),
                new Title("Tea"),
                RoomKind.PRIVATE,
                Optional.empty(),
                List.of(SMALLER, LARGER, SMALLER));
        assertEquals(List.of(SMALLER, LARGER), create.members());
    }

    @Test
    void aUserIdHas16To26LettersAndDigits() {
        assertEquals(SMALLER, User.checkedId(SMALLER));
        assertEquals(LARGER, User.checkedId(LARGER));
        for (String bad :
                new String[] {"", "a".repeat(15), "a".repeat(27), "A".repeat(16), "a".repeat(16) + "\n", "é".repeat(16)
                }) {
            assertBadRequest(() -> User.checkedId(bad));
        }
    }

    @Test
    void aCidHas1To64PlainCharacters() {
        assertEquals(SMALLER + ".c_1-X", new Cid("c_1-X").entryOf(SMALLER));
        new Cid("x".repeat(64));
        for (String bad : new String[] {"", "x".repeat(65), "a.b", "a b", "a\n", "ä"}) {
            assertBadRequest(() -> new Cid(bad));
        }
    }

    @Test
    void aPositionHasAnEpochAndAWholeNumber() {
        assertEquals(Position.MAX_SEQ, new Position("e".repeat(32), Position.MAX_SEQ).seq());
        assertBadRequest(() -> new Position("e".repeat(33), 0));
        assertBadRequest(() -> new Position("", 0));
        assertBadRequest(() -> new Position("e", -1));
        assertBadRequest(() -> new Position("e", Position.MAX_SEQ + 1));
    }

    private static EphemeralCommand.Emit emitted(EmitTarget to, RoomId room) {
        return new EphemeralCommand.Emit(Optional.empty(), new EventName("a"), Optional.empty(), to, Optional.of(room));
    }

    private static void assertBadRequest(Executable made) {
        assertEquals(ProblemCode.BAD_REQUEST, assertThrows(Problem.class, made).code());
    }
}
