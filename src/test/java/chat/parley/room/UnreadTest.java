package chat.parley.room;

import static chat.parley.kit.Store.result;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.dev.OwnRedis;
import chat.parley.keyspace.RoomKeys;
import chat.parley.protocol.CatchUp;
import chat.parley.protocol.Position;
import chat.parley.protocol.RoomId;
import chat.parley.protocol.RoomState;
import chat.parley.protocol.Unread;
import chat.parley.protocol.User;
import chat.parley.receipt.Advance;
import chat.parley.receipt.RedisCursors;
import chat.parley.store.KeyPrefix;
import io.vertx.redis.client.Command;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What is unread and who is mentioned in it: counted, never derived from seqs, and never stuck (protocol.md
/// section 4).
final class UnreadTest {
    private static final OwnRedis REDIS = new OwnRedis();
    private static final RoomFixture ROOMS = new RoomFixture(
            REDIS,
            "here",
            Stream.concat(
                            RoomFixture.TALKATIVE.stream(),
                            Stream.of("parley.history.entries=300", "parley.history.age=1h"))
                    .toList());
    private static final RedisCursors CURSORS = new RedisCursors(ROOMS.store().store());

    private final RoomId room = RoomFixture.room();
    private final RoomKeys keys = new RoomKeys(KeyPrefix.USUAL, room);
    private final User ada = RoomFixture.user("Ada");
    private final User grace = RoomFixture.user("Grace");

    @BeforeEach
    void bothAreInTheRoom() {
        ROOMS.joins(ada, room);
        ROOMS.joins(grace, room);
    }

    @AfterAll
    static void end() {
        ROOMS.close();
        REDIS.close();
    }

    @Test
    void aHundredMeansAHundredOrMore() {
        ROOMS.saysMany(ada, room, 99);
        assertUnread(0, 99);
        ROOMS.saysMany(ada, room, 99);
        assertUnread(0, 100);
        reads(150);
        assertUnread(150, 48);
        reads(198);
        assertUnread(198, 0);
    }

    @Test
    void otherEntriesDoNotRaiseUnreadCounts() {
        ROOMS.saysMany(ada, room, 3);
        changes(4, "react");
        changes(5, "edit");
        assertUnread(0, 3);
        reads(3);
        assertUnread(3, 0);
        ROOMS.says(ada, room, "next");
        assertUnread(3, 1);
        reads(4);
        assertUnread(4, 1);
        reads(6);
        assertUnread(6, 0);
    }

    @Test
    void deletedMessagesAreNotUnread() {
        ROOMS.saysMany(ada, room, 6);
        for (long seq : new long[] {2, 3, 5}) {
            deletes(seq);
        }
        changes(7, "delete");
        int[] left = {2, 2, 2, 1, 1, 0};
        for (int seq = 1; seq <= 6; seq++) {
            reads(seq);
            assertUnread(seq, left[seq - 1]);
        }
        ROOMS.says(ada, room, "next");
        assertUnread(6, 1);
        reads(8);
        assertUnread(8, 0);
    }

    /// Who missed all that they have not read is counted by what they missed, without asking the log.
    @Test
    void missedMessagesAreCountedAsTheLogCountsThem() {
        Position since = position();
        ROOMS.says(ada, room, "one");
        ROOMS.says(ada, room, "two", grace.id());
        ROOMS.says(grace, room, "three");
        ROOMS.says(ada, room, "four", grace.id());
        deletes(4);
        assertCountedAlike(since);
        Position behind = position();
        ROOMS.says(ada, room, "five", grace.id());
        ROOMS.says(ada, room, "six");
        deletes(6);
        changes(7, "react");
        assertCountedAlike(behind);
    }

    private Position position() {
        RoomState state = ROOMS.looks(grace, room);
        return new Position(state.epoch(), state.head());
    }

    private void assertCountedAlike(Position since) {
        RoomState missed = ROOMS.joins(grace, room, Optional.of(since));
        assertEquals(CatchUp.State.REPLAY, missed.catchUp().state());
        assertMine(missed.mine());
        reads(missed.head());
    }

    @Test
    void deletedMessagesAroundANewEpochAreNotUnread() {
        ROOMS.saysMany(ada, room, 6);
        restarts();
        long base = ROOMS.says(ada, room, "first").position().seq() - 1;
        ROOMS.saysMany(ada, room, 3);
        for (long seq : new long[] {5, 6, base + 1, base + 2}) {
            deletes(seq);
        }
        reads(5);
        assertUnread(5, 2);
        reads(6);
        assertUnread(6, 2);
        reads(base);
        assertUnread(base, 2);
        reads(base + 1);
        assertUnread(base + 1, 2);
        reads(base + 3);
        assertUnread(base + 3, 1);
    }

    @Test
    void newEpochRaisesNoUnreadCounts() {
        ROOMS.saysMany(ada, room, 3);
        reads(2);
        restarts();
        assertUnread(2, 1);
        ROOMS.says(ada, room, "after");
        assertUnread(2, 2);
        restarts();
        assertUnread(2, 2);
        long head = ROOMS.looks(grace, room).head();
        reads(head);
        assertUnread(head, 0);
        ROOMS.says(ada, room, "and-more");
        assertUnread(head, 1);
    }

    @Test
    void trimmedMessagesAreNotUnread() {
        ROOMS.says(ada, room, "old", grace.id());
        ROOMS.travels(Duration.ofMinutes(61).toMillis());
        ROOMS.saysMany(ada, room, 70);
        assertEquals(70, ROOMS.entries(room), "the old one is gone");
        assertMine(new Unread(0, 70, 0));
        assertEquals("0", ROOMS.store().text(Command.ZCARD, keys.mentions()), "a mention goes with its message");
        ROOMS.store().asks(Command.DEL, keys.log());
        assertUnread(0, 0);
        ROOMS.says(ada, room, "new");
        assertUnread(0, 1);
    }

    @Test
    void mentionsInTrimmedMessagesAreNotCounted() {
        ROOMS.says(ada, room, "one", grace.id());
        ROOMS.says(ada, room, "two", grace.id());
        ROOMS.store().asks(Command.XTRIM, keys.log(), "MINID", "2");
        assertMine(new Unread(0, 1, 1));
    }

    @Test
    void unreadMentionsAreCounted() {
        ROOMS.says(ada, room, "one", grace.id());
        ROOMS.says(ada, room, "two");
        ROOMS.says(ada, room, "three", grace.id(), ada.id());
        assertMine(new Unread(0, 3, 2));
        reads(1);
        assertMine(new Unread(1, 2, 1));
        reads(2);
        assertMine(new Unread(2, 1, 1));
        reads(3);
        assertMine(new Unread(3, 0, 0));
        assertEquals(0, ROOMS.looks(ada, room).mine().mentions());
    }

    @Test
    void mentionsThatWereReadOrOfFormerMembersAreDeleted() {
        ROOMS.says(ada, room, "one", grace.id());
        result(CURSORS.move(grace.id(), "s", room, new Advance(0, 0, 1), false));
        ROOMS.says(ada, room, "two", grace.id());
        assertEquals("3", ROOMS.store().text(Command.ZCARD, keys.mentions()), "two by seq, one by user");
        result(ROOMS.rooms().leave(grace, room));
        assertEquals("2", ROOMS.store().text(Command.ZCARD, keys.mentions()));
        assertTrue(Long.parseLong(ROOMS.store().text(Command.PTTL, keys.mentions())) > 0);
        assertEquals("1", ROOMS.store().text(Command.ZCARD, keys.read()));
        ROOMS.joins(grace, room);
        assertMine(new Unread(2, 0, 0));
    }

    @Test
    void missedMessagesAreNotCountedBeforeDelivery() {
        ROOMS.says(ada, room, "one", grace.id());
        ROOMS.saysMany(ada, room, 3);
        String epoch = ROOMS.says(ada, room, "five").position().epoch();
        reads(2);
        assertBefore(5, new Unread(2, 3, 0), new Position(epoch, 5));
        ROOMS.says(ada, room, "six", grace.id());
        ROOMS.saysMany(ada, room, 120);
        assertBefore(5, new Unread(2, 3, 0), new Position(epoch, 5));
        assertBefore(4, new Unread(2, 2, 0), new Position(epoch, 4));
        assertBefore(6, new Unread(2, 4, 1), new Position(epoch, 6));
        assertBefore(120, new Unread(2, 100, 1), new Position(epoch, 120));
        assertMine(new Unread(2, 100, 1));
        reads(8);
        assertBefore(5, new Unread(5, 0, 0), new Position(epoch, 5));
    }

    @Test
    void missedMessagesOfANewEpochAreNotCountedBeforeDelivery() {
        ROOMS.saysMany(ada, room, 4);
        reads(1);
        String epoch = ROOMS.looks(ada, room).epoch();
        restarts();
        long first = ROOMS.says(ada, room, "first").position().seq();
        deletes(first);
        assertBefore(first - 1, new Unread(1, 3, 0), new Position(epoch, 4));
    }

    private void assertBefore(long head, Unread mine, Position since) {
        RoomState before = ROOMS.before(grace, room, since);
        assertEquals(head, before.head());
        assertEquals(CatchUp.State.CURRENT, before.catchUp().state());
        assertEquals(mine, before.mine());
    }

    private void reads(long seq) {
        result(CURSORS.move(grace.id(), "session", room, new Advance(0, seq, 0), false));
    }

    private void assertUnread(long read, int unread) {
        assertMine(new Unread(read, unread, 0));
    }

    private void assertMine(Unread mine) {
        assertEquals(mine, ROOMS.looks(grace, room).mine());
    }

    /// Adds an entry that is not a message, in the form that the log has.
    private void changes(long seq, String kind) {
        String count = ROOMS.store().text(Command.HGET, keys.meta(), "count");
        String epoch = ROOMS.store().text(Command.HGET, keys.meta(), "epoch");
        String latest = ROOMS.store().text(Command.HGET, keys.meta(), "latest");
        String text = "\"epoch\":\"" + epoch + "\",\"seq\":" + seq + ",\"at\":1,\"of\":1";
        ROOMS.store().asks(Command.XADD, keys.log(), seq + "-0", kind, text, "h", count + " " + latest);
        ROOMS.store().asks(Command.HSET, keys.meta(), "head", seq);
    }

    private void deletes(long seq) {
        ROOMS.takesOut(room, seq);
    }

    /// Changes the fence, as a restart of the store does.
    private void restarts() {
        ROOMS.store().asks(Command.HSET, keys.meta(), "fence", "another");
    }
}
