package chat.parley.room;

import static chat.parley.kit.Store.result;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import chat.parley.dev.OwnRedis;
import chat.parley.keyspace.RoomKeys;
import chat.parley.keyspace.UserTopic;
import chat.parley.protocol.Command.Mark;
import chat.parley.protocol.Command.Notify;
import chat.parley.protocol.NotifyLevel;
import chat.parley.protocol.Problem;
import chat.parley.protocol.RoomId;
import chat.parley.protocol.Unread;
import chat.parley.protocol.User;
import chat.parley.receipt.Advance;
import chat.parley.receipt.RedisCursors;
import io.vertx.redis.client.Command;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What members keep of a room for themselves, as the scripts have it (protocol.md section 4, `mark` and
/// `notify`).
final class PreferencesTest {
    private static final OwnRedis REDIS = new OwnRedis();
    private static final RoomFixture ROOMS = new RoomFixture(REDIS, "here", RoomFixture.TALKATIVE);
    private static final RedisPreferences PREFERENCES =
            new RedisPreferences(ROOMS.store().store());
    private static final RedisCursors CURSORS = new RedisCursors(ROOMS.store().store());

    private final RoomId room = RoomFixture.room();
    private final User ada = RoomFixture.user("Ada");
    private final User grace = RoomFixture.user("Grace");

    @BeforeEach
    void adaSaysFiveThings() {
        ROOMS.joins(ada, room);
        ROOMS.joins(grace, room);
        ROOMS.saysMany(ada, room, 5);
    }

    @AfterAll
    static void end() {
        ROOMS.close();
        REDIS.close();
    }

    private void marks(User user, long seq) {
        result(PREFERENCES.mark(
                user,
                "session",
                new Mark(Optional.empty(), room, seq == 0 ? OptionalLong.empty() : OptionalLong.of(seq))));
    }

    private void notifies(User user, NotifyLevel level) {
        result(PREFERENCES.notify(user, new Notify(Optional.empty(), room, level)));
    }

    private void reads(User user, long seq) {
        result(CURSORS.move(user.id(), "session", room, new Advance(seq, seq, 0), false));
    }

    private OptionalLong mark(User user) {
        return ROOMS.looks(user, room).mine().mark();
    }

    private Optional<NotifyLevel> level(User user) {
        return ROOMS.looks(user, room).level();
    }

    @Test
    void aMarkIsOnesOwnAndStaysUntilItIsTakenAway() {
        reads(grace, 5);
        marks(grace, 3);
        assertEquals(new Unread(5, 0, 0).marked(3), ROOMS.looks(grace, room).mine());
        assertEquals(OptionalLong.empty(), mark(ada));
        ROOMS.says(ada, room, "next");
        reads(grace, 6);
        assertEquals(OptionalLong.of(3), mark(grace), "reading leaves it");
        marks(grace, 4);
        assertEquals(OptionalLong.of(4), mark(grace));
        marks(grace, 0);
        assertEquals(OptionalLong.empty(), mark(grace));
    }

    @Test
    void aMarkBeyondTheHeadIsSetToTheHead() {
        marks(grace, 9_000_000_000_000_000L);
        assertEquals(OptionalLong.of(5), mark(grace));
    }

    @Test
    void ownSessionsLearnOfEachChangeOnceWithTheirCounts() {
        try (TopicRecorder topic = new TopicRecorder(ROOMS.store(), new UserTopic(grace.id()).name())) {
            marks(grace, 3);
            marks(grace, 3);
            reads(grace, 4);
            marks(grace, 0);
            topic.until(line -> line.endsWith(" 0"));
            assertEquals(
                    List.of(
                            "marked " + room + " session 0 5 0 5 3",
                            "read " + room + " session 4 1 0 5 3",
                            "marked " + room + " session 4 1 0 5 0"),
                    topic.lines());
        }
    }

    @Test
    void theLevelIsOnesOwn() {
        assertEquals(Optional.empty(), level(grace), "not chosen yet");
        for (NotifyLevel wanted : NotifyLevel.values()) {
            notifies(grace, wanted);
            assertEquals(Optional.of(wanted), level(grace));
        }
        assertEquals(5, ROOMS.looks(grace, room).mine().unread(), "it is counted all the same");
        assertEquals(Optional.empty(), level(ada));
    }

    @Test
    void bothEndWithTheMembership() {
        marks(grace, 3);
        notifies(grace, NotifyLevel.NONE);
        result(ROOMS.rooms().leave(grace, room));
        assertEquals("1", ROOMS.store().text(Command.ZCARD, new RoomKeys(room).read()), "Ada's cursor is left");
        ROOMS.joins(grace, room);
        assertEquals(OptionalLong.empty(), mark(grace));
        assertEquals(Optional.empty(), level(grace));
    }

    @Test
    void onlyMembersHaveThem() {
        User eve = RoomFixture.user("Eve");
        assertEquals(
                "not_member",
                assertThrows(Problem.class, () -> marks(eve, 3)).code().wire());
        assertEquals(
                "not_member",
                assertThrows(Problem.class, () -> notifies(eve, NotifyLevel.NONE))
                        .code()
                        .wire());
    }

    @Test
    void nobodyElsesReceiptsChange() {
        reads(grace, 2);
        var before = result(CURSORS.receipts(ada.id(), room, 2));
        marks(grace, 1);
        notifies(grace, NotifyLevel.NONE);
        assertEquals(before, result(CURSORS.receipts(ada.id(), room, 2)));
    }
}
