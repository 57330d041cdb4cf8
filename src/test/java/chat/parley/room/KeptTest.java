package chat.parley.room;

import static chat.parley.kit.Store.result;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.dev.OwnRedis;
import chat.parley.history.LogPage;
import chat.parley.history.StoredEntry;
import chat.parley.keyspace.RoomKeys;
import chat.parley.protocol.CatchUp;
import chat.parley.protocol.Command.History;
import chat.parley.protocol.MessageText;
import chat.parley.protocol.Position;
import chat.parley.protocol.Problem;
import chat.parley.protocol.RoomId;
import chat.parley.protocol.User;
import io.vertx.redis.client.Command;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/// How much of a room's history is kept, and how it is read (protocol.md sections 4 and 9).
final class KeptTest {
    private static final OwnRedis REDIS = new OwnRedis();
    private static final RoomFixture ROOMS = new RoomFixture(
            REDIS,
            "here",
            Stream.concat(
                            RoomFixture.TALKATIVE.stream(),
                            Stream.of("parley.history.entries=300", "parley.history.age=1h"))
                    .toList());
    private static final OptionalLong NONE = OptionalLong.empty();

    private final RoomId room = RoomFixture.room();
    private final User ada = RoomFixture.user("Ada");
    private final String epoch = ROOMS.joins(ada, room).epoch();

    @AfterAll
    static void end() {
        ROOMS.close();
        REDIS.close();
    }

    @Test
    void oldestEntriesAreTrimmedFirst() {
        ROOMS.saysMany(ada, room, 1_000);
        long left = ROOMS.entries(room);
        assertTrue(left >= 300 && left <= 500, left + " entries, where whole nodes of 100 go");
        assertEquals(
                CatchUp.State.RESET,
                ROOMS.looks(ada, room, new Position(epoch, 100)).catchUp().state());
        assertEquals(
                CatchUp.State.REPLAY,
                ROOMS.looks(ada, room, new Position(epoch, 700)).catchUp().state());
        assertEquals(1_000, ROOMS.looks(ada, room).head());
    }

    @Test
    void oldEntriesExpire() {
        ROOMS.saysMany(ada, room, 70);
        ROOMS.travels(Duration.ofMinutes(61).toMillis());
        ROOMS.saysMany(ada, room, 64);
        assertEquals(64, ROOMS.entries(room), "the 70 old ones are gone");
        assertEquals(134, ROOMS.says(ada, room, "next").position().seq() - 1);
    }

    @Test
    void newestEntriesComeWithoutABound() {
        ROOMS.saysMany(ada, room, 120);
        assertPage(71, 120, true, page(ada, NONE, NONE, 50));
    }

    @Test
    void olderEntriesComeBeforeABound() {
        ROOMS.saysMany(ada, room, 120);
        assertPage(21, 70, true, page(ada, OptionalLong.of(71), NONE, 50));
        assertPage(1, 20, false, page(ada, OptionalLong.of(21), NONE, 50));
        assertPage(1, 20, false, page(ada, OptionalLong.of(21), NONE, 20));
        assertTrue(page(ada, OptionalLong.of(1), NONE, 50).messages().isEmpty());
        assertFalse(page(ada, OptionalLong.of(0), NONE, 50).more());
        assertPage(71, 120, true, page(ada, OptionalLong.of(9_999), NONE, 50));
    }

    @Test
    void newerEntriesComeAfterABound() {
        ROOMS.saysMany(ada, room, 120);
        assertPage(1, 100, true, page(ada, NONE, OptionalLong.of(0), 100));
        assertPage(101, 120, false, page(ada, NONE, OptionalLong.of(100), 20));
        assertPage(120, 120, false, page(ada, NONE, OptionalLong.of(119), 50));
        assertTrue(page(ada, NONE, OptionalLong.of(120), 50).messages().isEmpty());
        assertTrue(page(ada, NONE, OptionalLong.of(9_999), 50).messages().isEmpty());
    }

    @Test
    void messagesFromATimeOnAreFound() {
        long start = at(ROOMS.says(ada, room, "first"));
        for (int day = 1; day <= 3; day++) {
            ROOMS.travels(Duration.ofMinutes(10).toMillis());
            ROOMS.saysMany(ada, room, 30);
        }
        assertPage(1, 50, true, since(ada, 0, 50));
        assertPage(2, 11, true, since(ada, start + 1_000, 10));
        assertPage(32, 91, false, since(ada, start + Duration.ofMinutes(15).toMillis(), 100));
        assertPage(62, 91, false, since(ada, start + Duration.ofMinutes(25).toMillis(), 100));
        assertTrue(since(ada, start + Duration.ofMinutes(40).toMillis(), 50)
                .messages()
                .isEmpty());
    }

    @Test
    void privateRoomShowsMessagesAfterTheJoin() {
        ROOMS.saysMany(ada, room, 5);
        User grace = RoomFixture.user("Grace");
        ROOMS.joins(grace, room);
        ROOMS.saysMany(ada, room, 5);
        ROOMS.store().asks(Command.HSET, new RoomKeys(room).meta(), "kind", "private");
        assertPage(6, 10, false, page(grace, NONE, NONE, 50));
        assertPage(6, 7, true, page(grace, NONE, OptionalLong.of(0), 2));
        assertPage(6, 7, false, page(grace, OptionalLong.of(8), NONE, 50));
        assertTrue(page(grace, OptionalLong.of(6), NONE, 50).messages().isEmpty());
        assertPage(1, 10, false, page(ada, NONE, NONE, 50));
        assertPage(6, 10, false, since(grace, 0, 50));
    }

    @Test
    void nonMemberSeesNothing() {
        User eve = RoomFixture.user("Eve");
        assertEquals(
                "not_member",
                assertThrows(Problem.class, () -> page(eve, NONE, NONE, 50))
                        .code()
                        .wire());
        ROOMS.store().asks(Command.HSET, new RoomKeys(room).banned(), eve.id(), "0");
        assertEquals(
                "banned",
                assertThrows(Problem.class, () -> page(eve, NONE, NONE, 50))
                        .code()
                        .wire());
        ROOMS.store().asks(Command.HSET, new RoomKeys(room).meta(), "kind", "private");
        assertEquals(
                "not_found",
                assertThrows(Problem.class, () -> page(eve, NONE, NONE, 50))
                        .code()
                        .wire());
    }

    private LogPage since(User user, long time, int limit) {
        return result(ROOMS.log()
                .page(user.id(), new History(Optional.empty(), room, NONE, NONE, OptionalLong.of(time), limit)));
    }

    private static long at(StoredEntry entry) {
        return entry.at();
    }

    private LogPage page(User user, OptionalLong before, OptionalLong after, int limit) {
        return result(ROOMS.log().page(user.id(), new History(Optional.empty(), room, before, after, limit)));
    }

    private static void assertPage(long from, long to, boolean more, LogPage page) {
        List<Long> seqs =
                page.messages().stream().map(one -> MessageText.seq(one.text())).toList();
        assertEquals(LongStream.rangeClosed(from, to).boxed().toList(), seqs);
        assertEquals(more, page.more());
    }
}
