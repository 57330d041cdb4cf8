package chat.parley.room;

import static chat.parley.kit.Store.result;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.dev.OwnRedis;
import chat.parley.history.Removal;
import chat.parley.keyspace.RoomKeys;
import chat.parley.protocol.Event.RoomGone.Reason;
import chat.parley.protocol.MemberLine;
import chat.parley.protocol.Problem;
import chat.parley.protocol.Role;
import chat.parley.protocol.RoomId;
import chat.parley.protocol.RoomState;
import chat.parley.protocol.User;
import chat.parley.store.KeyPrefix;
import io.vertx.redis.client.Command;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/// Joining, leaving and renaming, as the scripts decide it (protocol.md sections 3 and 4).
final class MembershipTest {
    private static final OwnRedis REDIS = new OwnRedis();
    private static final RoomFixture ROOMS = new RoomFixture(REDIS, "here", RoomFixture.TALKATIVE);

    private final RoomId room = RoomFixture.room();
    private final User ada = RoomFixture.user("Ada");
    private final User grace = RoomFixture.user("Grace");

    @AfterAll
    static void end() {
        ROOMS.close();
        REDIS.close();
    }

    @Test
    void firstJoinCreatesAPublicRoomWithoutAnOwner() {
        RoomState state = ROOMS.joins(ada, room);
        assertEquals(0, state.head());
        assertEquals(1, state.members());
        assertEquals(1, state.online());
        assertEquals(Optional.of(Role.MEMBER), state.role());
        assertEquals(Optional.of(room.value()), state.title());
    }

    @Test
    void joinCreatesNoRoomUnlessAllowed() {
        assertEquals(
                Optional.empty(), result(ROOMS.rooms().join(ada, room, ResumeRequest.whole(Optional.empty()), false)));
        assertEquals("not_found", refused(() -> ROOMS.looks(ada, room)));
    }

    @Test
    void joiningTwiceIsOneMembership() {
        ROOMS.joins(ada, room);
        RoomSnapshot again = result(ROOMS.rooms().join(ada, room, ResumeRequest.whole(Optional.empty()), true))
                .orElseThrow();
        assertEquals(false, again.fresh());
        assertEquals(1, again.state().members());
    }

    @Test
    void simultaneousCreatorsShareOneRoom() {
        try (RoomFixture there = new RoomFixture(REDIS, "there", List.of())) {
            var here = ROOMS.rooms().join(ada, room, ResumeRequest.whole(Optional.empty()), true);
            var other = there.rooms().join(grace, room, ResumeRequest.whole(Optional.empty()), true);
            assertEquals(
                    result(here).orElseThrow().state().epoch(),
                    result(other).orElseThrow().state().epoch());
            assertEquals(2, ROOMS.looks(ada, room).members());
        }
    }

    @Test
    void bannedUsersCannotJoin() {
        ROOMS.joins(ada, room);
        ROOMS.store().asks(Command.HSET, new RoomKeys(KeyPrefix.USUAL, room).banned(), grace.id(), "0");
        assertEquals("banned", refused(() -> ROOMS.joins(grace, room)));
    }

    @Test
    void privateRoomCannotBeJoinedWithoutAnInvitation() {
        ROOMS.joins(ada, room);
        ROOMS.store().asks(Command.HSET, new RoomKeys(KeyPrefix.USUAL, room).meta(), "kind", "private");
        assertEquals("not_found", refused(() -> ROOMS.joins(grace, room)));
    }

    @Test
    void formerMemberRejoinsAsANewOne() {
        ROOMS.joins(ada, room);
        ROOMS.joins(grace, room);
        ROOMS.saysMany(ada, room, 3);
        result(ROOMS.rooms().leave(grace, room));
        assertEquals("not_member", refused(() -> ROOMS.looks(grace, room)));
        assertEquals("not_member", refused(() -> result(ROOMS.rooms().leave(grace, room))));
        assertEquals(1, ROOMS.looks(ada, room).members());
        assertEquals(1, ROOMS.looks(ada, room).online());
        ROOMS.saysMany(ada, room, 2);
        RoomState back = ROOMS.joins(grace, room);
        assertEquals(5, back.mine().read(), "both cursors stand at the head");
        assertEquals(0, back.mine().unread());
    }

    @Test
    void departureIsRememberedUntilTheMemberReturns() {
        ROOMS.joins(ada, room);
        ROOMS.joins(grace, room);
        assertFalse(result(ROOMS.rooms().wasRemoved(grace.id(), room)));
        result(ROOMS.rooms().leave(grace, room));
        assertTrue(result(ROOMS.rooms().wasRemoved(grace.id(), room)));
        assertEquals(1, result(ROOMS.log().head(room)).orElseThrow().removals());
        assertEquals(
                List.of(new Removal(grace.id(), Reason.LEFT, 1)),
                result(ROOMS.log().removals(room, 0)));
        assertEquals(List.of(), result(ROOMS.log().removals(room, 1)));
        ROOMS.joins(grace, room);
        assertFalse(result(ROOMS.rooms().wasRemoved(grace.id(), room)));
        assertEquals(List.of(), result(ROOMS.log().removals(room, 0)));
    }

    @Test
    void presenceChangesArePublishedWithCounts() {
        ROOMS.joins(ada, room);
        try (TopicRecorder listener = new TopicRecorder(ROOMS.store(), new RoomKeys(KeyPrefix.USUAL, room).topic())) {
            ROOMS.joins(grace, room);
            ROOMS.joins(grace, room);
            result(ROOMS.rooms().leave(grace, room));
            listener.until(text -> text.contains("\n-"));
            assertEquals(
                    List.of(
                            "here 2 2\n+" + grace.id() + " Grace\n",
                            "out " + grace.id() + " left\n",
                            "here 1 1\n-" + grace.id() + " Grace\n"),
                    listener.lines());
        }
    }

    @Test
    void newNameIsListedAndPublishedOnce() {
        ROOMS.joins(ada, room);
        try (TopicRecorder listener = new TopicRecorder(ROOMS.store(), new RoomKeys(KeyPrefix.USUAL, room).topic())) {
            User renamed = new User(ada.id(), "Ada of the long name");
            result(ROOMS.rooms().rename(renamed, room, "once"));
            listener.until(text -> text.contains("Ada of the long name"));
            assertTrue(
                    listener.lines().getFirst().startsWith("renamed once\n{\"ev\":\"user\""),
                    listener.lines()::toString);
            MemberLine line = result(ROOMS.members(ada.id(), room, MembersCursor.first()))
                    .members()
                    .getFirst();
            assertEquals("Ada of the long name", line.name());
        }
    }

    @Test
    void nonMemberIsNotRenamed() {
        ROOMS.joins(ada, room);
        result(ROOMS.rooms().rename(grace, room, "once"));
        assertEquals(1, ROOMS.looks(ada, room).members());
    }

    private static String refused(Executable action) {
        return assertThrows(Problem.class, action).code().wire();
    }
}
