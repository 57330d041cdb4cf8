package chat.parley.room;

import static chat.parley.kit.Store.result;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.dev.OwnRedis;
import chat.parley.keyspace.RoomKeys;
import chat.parley.limits.RedisQuota;
import chat.parley.protocol.Command.Rooms;
import chat.parley.protocol.Problem;
import chat.parley.protocol.Query;
import chat.parley.protocol.RoomId;
import chat.parley.protocol.RoomLine;
import chat.parley.protocol.RoomsPage;
import chat.parley.protocol.Title;
import chat.parley.protocol.User;
import chat.parley.store.KeyPrefix;
import chat.parley.store.StoreClock;
import io.vertx.redis.client.Command;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The list of public rooms, how rooms end, and how much a user may do in an hour (protocol.md sections 4 and
/// 9).
final class DirectoryTest {
    private static final OwnRedis REDIS = new OwnRedis();
    private static final RoomFixture ROOMS = new RoomFixture(REDIS, "here", List.of());
    private static final StoreClock CLOCK = new StoreClock();
    private static final RedisDirectory DIRECTORY =
            new RedisDirectory(ROOMS.store().vertx(), ROOMS.store().store(), ROOMS.rooms(), CLOCK);
    private static final IdleRoomCleanup CLEANUP =
            new IdleRoomCleanup(ROOMS.store().vertx(), ROOMS.store().store(), ROOMS.rooms(), DIRECTORY);
    private static final long DAY = Duration.ofHours(24).toMillis();

    private final User ada = RoomFixture.user("Ada");

    @BeforeEach
    void noRooms() {
        ROOMS.store().asks(Command.FLUSHALL);
    }

    @AfterAll
    static void end() {
        ROOMS.close();
        REDIS.close();
    }

    @Test
    void roomsArePagedBusiestFirst() {
        List<String> made = new ArrayList<>(
                IntStream.range(0, 120).mapToObj(i -> "room-%03d".formatted(i)).toList());
        made.forEach(this::makes);
        List<RoomsPage> pages = pages(Optional.empty());
        assertEquals(
                List.of(50, 50, 20),
                pages.stream().map(page -> page.rooms().size()).toList());
        assertTrue(pages.stream().allMatch(page -> page.total() == 120));
        assertEquals(made.reversed(), names(pages));
        assertEquals(1, pages.getFirst().rooms().getFirst().members());
    }

    @Test
    void prefixOfTheIdFindsTheRoom() {
        List.of("tea", "teatime", "coffee", "steam").forEach(this::makes);
        assertEquals(List.of("teatime", "tea"), names(pages(Optional.of("tea"))));
        assertEquals(List.of("teatime", "tea"), names(pages(Optional.of("TEA"))));
        assertEquals(List.of(), names(pages(Optional.of("eam"))));
        assertEquals(4, pages(Optional.of("tea")).getFirst().total(), "the number of all rooms");
    }

    @Test
    void beginningOfAnyWordOfIdOrTitleFindsTheRoom() {
        makes("blue-room");
        titles(makes("r1"), "Tea for Two");
        titles(makes("r2"), "Åsas Café");
        assertEquals(List.of("blue-room"), names(pages(Optional.of("room"))));
        assertEquals(List.of("blue-room"), names(pages(Optional.of("blue r"))));
        assertEquals(List.of("r1"), names(pages(Optional.of("TWO"))));
        assertEquals(List.of("r1"), names(pages(Optional.of("two "))));
        assertEquals(List.of("r1"), names(pages(Optional.of("for t"))));
        assertEquals(List.of("r2"), names(pages(Optional.of("cafe\u0301"))));
        assertEquals(List.of("r2"), names(pages(Optional.of("a\u030Asas"))));
        assertEquals(List.of(), names(pages(Optional.of("wo"))));
        titles(new RoomId("r1"), "Coffee");
        assertEquals(List.of(), names(pages(Optional.of("two"))));
        assertEquals(List.of("r1"), names(pages(Optional.of("cof"))));
        result(DIRECTORY.gone(new RoomId("r1")));
        assertEquals(List.of(), names(pages(Optional.of("cof"))));
        assertEquals(
                "0", ROOMS.store().text(Command.ZLEXCOUNT, "parley:{parley:rooms}:starts", "[coffee", "[coffee\u00ff"));
    }

    @Test
    void wordsAreFoundBeyondTheFirstPage() {
        IntStream.range(0, 120).forEach(i -> titles(makes("r%03d".formatted(i)), "Number " + i + " of many"));
        IntStream.range(0, 30).forEach(i -> makes("other-" + i));
        List<RoomsPage> pages = pages(Optional.of("many"));
        assertEquals(
                List.of(50, 50, 20),
                pages.stream().map(page -> page.rooms().size()).toList());
        assertEquals(120, names(pages).stream().distinct().count());
        assertEquals("r119", names(pages).getFirst(), "the liveliest first");
    }

    /// As a pod of the release before does it.
    @Test
    void roomsThatAnotherReleaseAddedRetitledOrRemovedAreFoundAsTheyAre() {
        RoomId tea = makes("tea");
        titles(tea, "Green tea");
        titles(makes("gone"), "Green light");
        assertEquals(
                List.of("gone", "tea"),
                names(pages(Optional.of("green"))).stream().sorted().toList());
        ROOMS.store().asks(Command.HSET, "parley:{parley:rooms}:titles", "tea", "black tea");
        ROOMS.store().asks(Command.ZREM, "parley:rooms", "gone");
        ROOMS.store().asks(Command.HDEL, "parley:{parley:rooms}:titles", "gone");
        ROOMS.store().asks(Command.ZADD, "parley:rooms", 1, "milk-bar");
        ROOMS.joins(ada, new RoomId("milk-bar"));
        long left = Long.parseLong(ROOMS.store().text(Command.PTTL, "parley:{parley:rooms}:checked"));
        assertTrue(left > 0 && left <= 60_000, "checked again within a minute");
        ROOMS.store().asks(Command.DEL, "parley:{parley:rooms}:checked");
        assertEquals(List.of("tea"), names(pages(Optional.of("black"))));
        assertEquals(List.of(), names(pages(Optional.of("green"))));
        assertEquals(List.of("milk-bar"), names(pages(Optional.of("bar"))));
        assertEquals("0", ROOMS.store().text(Command.HEXISTS, "parley:{parley:rooms}:words", "gone"));
    }

    private static void titles(RoomId room, String title) {
        result(DIRECTORY.titled(room, new Title(title)));
    }

    @Test
    void prefixFindsTheRoomAmongManyOthers() {
        IntStream.range(0, 600)
                .forEach(i -> ROOMS.store().asks(Command.ZADD, "parley:rooms", 20_000_000_000_000L + i, "other-" + i));
        makes("tea");
        assertEquals(List.of("tea"), names(pages(Optional.of("tea"))));
    }

    @Test
    void idleRoomWithoutMembersIsDeletedAndOthersStay() {
        RoomId idle = makes("idle");
        RoomId inhabited = makes("inhabited");
        RoomId fresh = makes("fresh");
        RoomId lobby = makes("lobby");
        List.of(idle, fresh, lobby).forEach(room -> result(ROOMS.rooms().leave(ada, room)));
        List.of(idle, inhabited, lobby).forEach(this::ages);
        result(CLEANUP.round());
        assertEquals(
                List.of("fresh", "inhabited", "lobby"),
                names(pages(Optional.empty())).stream().sorted().toList());
        assertEquals(List.of(), keys(idle), "nothing of it is left");
        assertEquals(0, ROOMS.joins(ada, idle).head(), "whoever joins it makes it anew");
    }

    @Test
    void recentlyUsedRoomStays() {
        RoomId room = makes("tea");
        result(ROOMS.rooms().leave(ada, room));
        assertFalse(result(ROOMS.rooms().deleteIfIdle(room, DAY)));
        ROOMS.store()
                .asks(
                        Command.HSET,
                        new RoomKeys(KeyPrefix.USUAL, room).meta(),
                        "at",
                        System.currentTimeMillis() - DAY + 60_000);
        assertFalse(result(ROOMS.rooms().deleteIfIdle(room, DAY)));
        ROOMS.store()
                .asks(
                        Command.HSET,
                        new RoomKeys(KeyPrefix.USUAL, room).meta(),
                        "at",
                        System.currentTimeMillis() - DAY - 1_000);
        assertTrue(result(ROOMS.rooms().deleteIfIdle(room, DAY)));
    }

    @Test
    void clockStepBackDoesNotExtendTheLifeOfARoom() {
        RoomId room = makes("tea");
        result(ROOMS.rooms().leave(ada, room));
        long ahead = System.currentTimeMillis() + Duration.ofHours(1).toMillis();
        ROOMS.store().asks(Command.HSET, new RoomKeys(KeyPrefix.USUAL, room).meta(), "at", ahead);
        ROOMS.store().asks(Command.ZADD, "parley:rooms", ahead, "tea");
        assertEquals(List.of(), result(DIRECTORY.idleFor(DAY, 0, 10)));
        assertFalse(result(ROOMS.rooms().deleteIfIdle(room, DAY)));
        long now = System.currentTimeMillis();
        assertTrue(Long.parseLong(ROOMS.store().text(Command.HGET, new RoomKeys(KeyPrefix.USUAL, room).meta(), "at"))
                <= now);
        assertTrue(Double.parseDouble(ROOMS.store().text(Command.ZSCORE, "parley:rooms", "tea")) <= now);
    }

    @Test
    void exhaustedQuotaIsRefusedWithRetryAfter() {
        RedisQuota quota = new RedisQuota(ROOMS.store().store());
        for (int i = 0; i < 3; i++) {
            result(quota.use("tea", 3, Duration.ofHours(1), "three an hour"));
        }
        Problem refused =
                assertThrows(Problem.class, () -> result(quota.use("tea", 3, Duration.ofHours(1), "three an hour")));
        assertEquals("rate_limited", refused.code().wire());
        assertEquals("three an hour", refused.getMessage());
        long after = refused.after().orElseThrow();
        assertTrue(after > 3_590_000 && after <= 3_600_000, "after " + after);
        result(quota.use("coffee", 3, Duration.ofHours(1), "another"));
        ROOMS.store().asks(Command.PEXPIRE, "parley:quota:tea", 1);
        Awaitility.await()
                .until(() ->
                        ROOMS.store().text(Command.EXISTS, "parley:quota:tea").equals("0"));
        result(quota.use("tea", 3, Duration.ofHours(1), "three an hour"));
    }

    private RoomId makes(String name) {
        RoomId room = new RoomId(name);
        ROOMS.joins(ada, room);
        result(DIRECTORY.made(room));
        return room;
    }

    /// Sets the room's last use to more than a day ago.
    private void ages(RoomId room) {
        long before = System.currentTimeMillis() - DAY - 60_000;
        ROOMS.store().asks(Command.HSET, new RoomKeys(KeyPrefix.USUAL, room).meta(), "at", before);
        ROOMS.store().asks(Command.ZADD, "parley:rooms", before, room.value());
    }

    private static List<String> keys(RoomId room) {
        List<String> keys = new ArrayList<>();
        Objects.requireNonNull(ROOMS.store().asks(Command.KEYS, "parley:{" + room + "}:*"))
                .forEach(key -> keys.add(key.toString()));
        return keys;
    }

    private static List<RoomsPage> pages(Optional<String> query) {
        List<RoomsPage> pages = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        do {
            pages.add(result(
                    DIRECTORY.page(new Rooms(Optional.empty(), query.map(Query::new), cursor, Optional.empty()))));
            cursor = pages.getLast().cursor();
        } while (cursor.isPresent() && pages.size() < 10);
        return pages;
    }

    private static List<String> names(List<RoomsPage> pages) {
        return pages.stream()
                .flatMap(page -> page.rooms().stream())
                .map(RoomLine::room)
                .map(RoomId::value)
                .toList();
    }
}
