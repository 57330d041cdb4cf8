package chat.parley.room;

import static chat.parley.kit.Store.result;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.dev.OwnRedis;
import chat.parley.keyspace.RoomKeys;
import chat.parley.keyspace.UserTopic;
import chat.parley.protocol.Problem;
import chat.parley.protocol.Receipts;
import chat.parley.protocol.RoomId;
import chat.parley.protocol.User;
import chat.parley.receipt.Advance;
import chat.parley.receipt.CursorMove;
import chat.parley.receipt.ReceiptGathering;
import chat.parley.receipt.RedisCursors;
import chat.parley.store.KeyPrefix;
import io.vertx.redis.client.Command;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/// How far each member has received and read, as the scripts decide it (protocol.md sections 4 and 6, promise
/// 8).
final class MemberCursorsTest {
    private static final OwnRedis REDIS = new OwnRedis();
    private static final RoomFixture ROOMS = new RoomFixture(REDIS, "here", RoomFixture.TALKATIVE);
    private static final RedisCursors CURSORS = new RedisCursors(ROOMS.store().store());

    private final RoomId room = RoomFixture.room();
    private final User ada = RoomFixture.user("Ada");
    private final User grace = RoomFixture.user("Grace");
    private final User alan = RoomFixture.user("Alan");

    @BeforeEach
    void threeAreInTheRoomWhereAdaSaysFiveThings() {
        List.of(ada, grace, alan).forEach(user -> ROOMS.joins(user, room));
        ROOMS.saysMany(ada, room, 5);
    }

    @AfterAll
    static void end() {
        ROOMS.close();
        REDIS.close();
    }

    @Test
    void aMessageIsSentThenDeliveredThenSeen() {
        assertReceipts(2, Set.of(), Set.of(), 5);
        received(grace, 5);
        assertReceipts(2, Set.of(grace.id()), Set.of(), 5);
        read(grace, 5);
        assertReceipts(2, Set.of(grace.id()), Set.of(grace.id()), 5);
        assertReceipts(2, Set.of(grace.id()), Set.of(grace.id()), 1);
    }

    @Test
    void readingImpliesReceiving() {
        assertEquals(new CursorMove(3, 3, 3), read(grace, 3));
        assertReceipts(2, Set.of(grace.id()), Set.of(grace.id()), 3);
        assertReceipts(2, Set.of(), Set.of(), 4);
    }

    @Test
    void cursorsNeverMoveBack() {
        read(grace, 4);
        assertEquals(new CursorMove(3, 0, 0), read(grace, 2));
        assertEquals(new CursorMove(3, 0, 0), received(grace, 3));
        assertEquals(4, ROOMS.looks(grace, room).mine().read());
        assertReceipts(2, Set.of(grace.id()), Set.of(grace.id()), 4);
    }

    @Test
    void cursorBeyondTheHeadIsSetToTheHead() {
        assertEquals(new CursorMove(3, 5, 5), read(grace, 9_000_000_000_000_000L));
        ROOMS.says(ada, room, "next");
        assertEquals(1, ROOMS.looks(grace, room).mine().unread());
    }

    @Test
    void privateReadMovesTheCursorWithoutAReceipt() {
        assertEquals(new CursorMove(3, 0, 0), quietly(grace, 4));
        assertEquals(4, ROOMS.looks(grace, room).mine().read());
        assertEquals(1, ROOMS.looks(grace, room).mine().unread());
        assertReceipts(2, Set.of(), Set.of(), 4);
        assertEquals(new CursorMove(3, 3, 3), read(grace, 3));
        assertEquals(4, ROOMS.looks(grace, room).mine().read(), "what was read quietly stays read");
        assertReceipts(2, Set.of(grace.id()), Set.of(grace.id()), 3);
        assertReceipts(2, Set.of(), Set.of(), 4);
        assertEquals(new CursorMove(3, 5, 5), read(grace, 5));
        assertReceipts(2, Set.of(grace.id()), Set.of(grace.id()), 5);
    }

    @Test
    void sendingMarksEarlierMessagesAsReadAndReceived() {
        assertTrue(ROOMS.says(grace, room, "answer").caughtUp());
        assertFalse(ROOMS.says(grace, room, "and-more").caughtUp());
        assertEquals(0, ROOMS.looks(grace, room).mine().unread());
        assertEquals(7, ROOMS.looks(grace, room).mine().read());
        assertReceipts(2, Set.of(grace.id()), Set.of(grace.id()), 5);
    }

    @Test
    void laterMemberIsNotCounted() {
        User late = RoomFixture.user("Late");
        ROOMS.joins(late, room);
        assertReceipts(2, Set.of(), Set.of(), 5);
        ROOMS.says(ada, room, "for-all");
        assertReceipts(3, Set.of(), Set.of(), 6);
        assertEquals(new CursorMove(4, 0, 0), read(late, 2), "never before the joining");
    }

    @Test
    void formerMemberIsNotCounted() {
        read(grace, 5);
        result(ROOMS.rooms().leave(grace, room));
        assertReceipts(1, Set.of(), Set.of(), 5);
        ROOMS.joins(grace, room);
        assertReceipts(1, Set.of(), Set.of(), 5);
        result(ROOMS.rooms().leave(ada, room));
        assertEquals(1, receipts(grace, 5).counts().members(), "nor is a sender who left");
    }

    @Test
    void largeRoomIsCountedWithoutNames() {
        List<User> crowd = IntStream.range(0, 60)
                .mapToObj(i -> RoomFixture.user("Guest " + i))
                .toList();
        crowd.forEach(user -> ROOMS.joins(user, room));
        ROOMS.says(ada, room, "for-all");
        crowd.subList(0, 20).forEach(user -> received(user, 6));
        crowd.subList(0, 10).forEach(user -> read(user, 6));
        quietly(crowd.get(10), 6);
        ROOMS.says(ada, room, "unseen");
        ROOMS.joins(RoomFixture.user("Late"), room);
        assertEquals(Receipts.of(new Receipts.Counts(62, 20, 10)), receipts(ada, 6));
        assertEquals(Receipts.of(new Receipts.Counts(62, 0, 0)), receipts(ada, 7));
        assertEquals(Receipts.of(new Receipts.Counts(2, 0, 0)), receipts(ada, 5));
        result(ROOMS.rooms().leave(ada, room));
        assertEquals(Receipts.of(new Receipts.Counts(62, 20, 10)), receipts(grace, 6));
        assertFalse(read(grace, 7).publishable(), "too many to be told");
    }

    @Test
    void missingMessageHasNoReceipts() {
        assertEquals("not_found", refused(() -> receipts(ada, 6)));
        assertEquals("not_found", refused(() -> receipts(ada, 0)));
    }

    @Test
    void deletedMessageHasReceipts() {
        read(grace, 5);
        ROOMS.takesOut(room, 3);
        assertReceipts(2, Set.of(grace.id()), Set.of(grace.id()), 3);
    }

    @Test
    void privateRoomHasNoReceiptsFromBeforeTheJoin() {
        User late = RoomFixture.user("Late");
        ROOMS.joins(late, room);
        ROOMS.says(ada, room, "for-all");
        ROOMS.store().asks(Command.HSET, new RoomKeys(KeyPrefix.USUAL, room).meta(), "kind", "private");
        assertEquals("not_found", refused(() -> receipts(late, 5)));
        assertEquals(3, receipts(late, 6).counts().members());
    }

    @Test
    void anOutsiderHasNoCursors() {
        User eve = RoomFixture.user("Eve");
        assertEquals("not_member", refused(() -> read(eve, 1)));
        assertEquals("not_member", refused(() -> receipts(eve, 1)));
        ROOMS.store().asks(Command.HSET, new RoomKeys(KeyPrefix.USUAL, room).banned(), eve.id(), "0");
        assertEquals("banned", refused(() -> read(eve, 1)));
        assertEquals("banned", refused(() -> receipts(eve, 1)));
        ROOMS.store().asks(Command.HSET, new RoomKeys(KeyPrefix.USUAL, room).meta(), "kind", "private");
        assertEquals("not_found", refused(() -> read(eve, 1)));
        assertEquals("not_found", refused(() -> receipts(eve, 1)));
        assertEquals(
                "not_found",
                refused(() -> result(CURSORS.move(eve.id(), "s", RoomFixture.room(), new Advance(0, 1, 0), false))));
    }

    @Test
    void ownDevicesAreNotifiedOnlyOfMovedCursors() {
        try (TopicRecorder listener =
                new TopicRecorder(ROOMS.store(), new UserTopic(KeyPrefix.USUAL, grace.id()).name())) {
            received(grace, 5);
            read(grace, 2);
            read(grace, 1);
            quietly(grace, 4);
            read(grace, 4);
            read(grace, 5);
            listener.until(text -> text.contains(" 5 0 0 5"));
            assertEquals(List.of(told(2, 3), told(4, 1), told(5, 0)), listener.lines());
        }
    }

    @Test
    void laterReceiptsOfOnePodAreNotBehindThoseOfAnother() {
        ReceiptGathering slow = new ReceiptGathering(ROOMS.store().vertx(), CURSORS);
        try (TopicRecorder listener = new TopicRecorder(ROOMS.store(), new RoomKeys(KeyPrefix.USUAL, room).topic())) {
            CursorMove three = read(grace, 3);
            read(grace, 5);
            CursorMove two = received(alan, 2);
            slow.moved(room, grace.id(), three);
            slow.moved(room, alan.id(), two);
            listener.until(text -> text.startsWith("receipt"));
            List<String> lines = listener.lines().getFirst().lines().sorted().toList();
            assertEquals(List.of("receipt ", grace.id() + " 5 5", alan.id() + " 2 0"), lines);
        }
    }

    @Test
    void ownReceiptsAloneAreNotPublished() {
        ReceiptGathering gathering = new ReceiptGathering(ROOMS.store().vertx(), CURSORS);
        try (TopicRecorder listener = new TopicRecorder(ROOMS.store(), new RoomKeys(KeyPrefix.USUAL, room).topic())) {
            CursorMove three = received(grace, 3);
            User left = RoomFixture.user("Left");
            ROOMS.joins(left, room);
            result(ROOMS.rooms().leave(left, room));
            gathering.moved(room, grace.id(), three);
            gathering.moved(room, left.id(), new CursorMove(4, 5, 5));
            listener.until(text -> text.startsWith("receipt"));
            assertEquals(
                    "receipt " + grace.id() + "\n" + grace.id() + " 3 0\n",
                    listener.lines().getLast(),
                    "nor of one who is no member");
        }
    }

    private String told(long read, int unread) {
        return "read " + room + " session " + read + " " + unread + " 0 5 0";
    }

    private void assertReceipts(long members, Set<String> delivered, Set<String> seen, long seq) {
        Receipts receipts = receipts(alan, seq);
        assertEquals(new Receipts.Counts(members, delivered.size(), seen.size()), receipts.counts());
        assertEquals(delivered, Set.copyOf(receipts.delivered().orElseThrow()));
        assertEquals(seen, Set.copyOf(receipts.seen().orElseThrow()));
    }

    private Receipts receipts(User user, long seq) {
        return result(CURSORS.receipts(user.id(), room, seq));
    }

    private CursorMove received(User user, long seq) {
        return result(CURSORS.move(user.id(), "session", room, new Advance(seq, 0, 0), false));
    }

    private CursorMove read(User user, long seq) {
        return result(CURSORS.move(user.id(), "session", room, new Advance(0, seq, 0), false));
    }

    private CursorMove quietly(User user, long seq) {
        return result(CURSORS.move(user.id(), "session", room, new Advance(0, 0, seq), false));
    }

    private static String refused(Executable action) {
        return assertThrows(Problem.class, action).code().wire();
    }
}
