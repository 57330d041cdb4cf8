package chat.parley.room;

import static chat.parley.kit.Store.result;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.dev.OwnRedis;
import chat.parley.keyspace.RoomKeys;
import chat.parley.kit.Store;
import chat.parley.protocol.MemberLine;
import chat.parley.protocol.MembersPage;
import chat.parley.protocol.Problem;
import chat.parley.protocol.RoomId;
import chat.parley.protocol.User;
import chat.parley.store.KeyPrefix;
import io.vertx.redis.client.Command;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/// The members of a room, a page at a time (protocol.md section 4, `members`).
final class MembersTest {
    private static final OwnRedis REDIS = new OwnRedis();
    private static final RoomFixture ROOMS = new RoomFixture(REDIS, "here", List.of());
    private static final int PAGE = 100;

    private final RoomId room = RoomFixture.room();
    private final User ada = RoomFixture.user("Ada");

    @AfterAll
    static void end() {
        ROOMS.close();
        REDIS.close();
    }

    @Test
    void smallRoomFitsOnOnePageWithOnlineMembersFirst() {
        List<User> all = fill(5, 2);
        List<MembersPage> pages = pages();
        assertEquals(1, pages.size());
        assertEquals(5, pages.getFirst().count());
        assertEquals(2, pages.getFirst().online());
        assertEveryoneOnce(all, pages, 2);
    }

    @Test
    void roomOfAHundredAndFiftyComesOnTwoPages() {
        List<User> all = fill(150, 120);
        List<MembersPage> pages = pages();
        assertEquals(
                List.of(100, 50),
                pages.stream().map(page -> page.members().size()).toList());
        assertEveryoneOnce(all, pages, 120);
    }

    @Test
    void largeRoomIsPagedAndListsEverybodyOnce() {
        List<User> all = fill(1_500, 300);
        assertEveryoneOnce(all, pages(), 300);
    }

    @Test
    void largeRoomWithEverybodyOnlineIsPaged() {
        List<User> all = fill(1_200, 1_200);
        assertEveryoneOnce(all, pages(), 1_200);
    }

    @Test
    void smallRoomListsEverybodyOnceWhileMembersJoinAndLeave() {
        everybodyOnceWhileOthersComeAndGo(500, 60);
    }

    @Test
    void largeRoomListsEverybodyOnceWhileMembersJoinAndLeave() {
        everybodyOnceWhileOthersComeAndGo(1_500, 700);
    }

    /// Between two pages some members go online and some offline, and some users join and some leave.
    private void everybodyOnceWhileOthersComeAndGo(int members, int online) {
        List<User> all = fill(members, online);
        Random random = new Random(members);
        List<User> passers = IntStream.range(0, 40)
                .mapToObj(i -> RoomFixture.user("Passer " + i))
                .toList();
        passers.subList(0, 20).forEach(user -> ROOMS.joins(user, room));
        List<String> told = new ArrayList<>();
        int number = 0;
        Optional<String> cursor = Optional.empty();
        do {
            MembersPage page = page(ada, cursor);
            page.members().forEach(line -> told.add(line.id()));
            cursor = page.cursor();
            for (int i = 0; i < 30; i++) {
                User someone = all.get(random.nextInt(all.size()));
                if (random.nextBoolean()) {
                    result(ROOMS.rooms().state(someone, room, ResumeRequest.brief(Optional.empty()), true));
                } else {
                    ROOMS.store().asks(Command.HDEL, new RoomKeys(KeyPrefix.USUAL, room).online(), someone.id());
                }
            }
            if (number < 20) {
                result(ROOMS.rooms().leave(passers.get(number), room));
                ROOMS.joins(passers.get(20 + number), room);
            }
            number++;
        } while (cursor.isPresent() && number < 200);
        assertEquals(new HashSet<>(told).size(), told.size(), "nobody twice");
        assertTrue(told.containsAll(all.stream().map(User::id).toList()), "nobody is missed who was there all along");
        assertEquals(0, lists(), "nothing is left of a list that was read to its end");
    }

    @Test
    void expiredListStartsOver() {
        fill(150, 10);
        Optional<String> cursor = page(ada, Optional.empty()).cursor();
        assertEquals(1, lists());
        keysOfLists().forEach(key -> {
            long left = Long.parseLong(ROOMS.store().text(Command.PTTL, key));
            assertTrue(left > 0 && left <= RedisMembersAnswer.REMEMBERED.toMillis(), "it ends by itself");
            ROOMS.store().asks(Command.DEL, key);
        });
        Problem refused = assertThrows(Problem.class, () -> page(ada, cursor));
        assertEquals("bad_request", refused.code().wire());
        assertEquals(100, page(ada, Optional.empty()).members().size());
    }

    @Test
    void singlePageLeavesNothingInTheStore() {
        fill(100, 50);
        assertEquals(100, page(ada, Optional.empty()).members().size());
        assertEquals(0, lists());
    }

    private int lists() {
        return keysOfLists().size();
    }

    private List<String> keysOfLists() {
        List<String> keys = new ArrayList<>();
        Objects.requireNonNull(ROOMS.store().asks(Command.KEYS, "parley:{" + room + "}:listed:*"))
                .forEach(key -> keys.add(key.toString()));
        return keys;
    }

    @Test
    void nonMemberSeesNobody() {
        fill(1, 1);
        User eve = RoomFixture.user("Eve");
        Problem refused = assertThrows(Problem.class, () -> page(eve, Optional.empty()));
        assertEquals("not_member", refused.code().wire());
    }

    @Test
    void cursorThatRedisCannotReadIsRefused() {
        for (String cursor : List.of("all.18446744073709551616.1", "members.99999999999999999999.1")) {
            Problem refused = assertThrows(Problem.class, () -> MembersCursor.of(Optional.of(cursor)), cursor);
            assertEquals("bad_request", refused.code().wire());
        }
    }

    @Test
    void invalidCursorIsRefused() {
        Problem refused = assertThrows(Problem.class, () -> page(ada, Optional.of("everybody")));
        assertEquals("bad_request", refused.code().wire());
    }

    /// This many members, this many of them online.
    private List<User> fill(int members, int online) {
        List<User> all = new ArrayList<>(List.of(ada));
        IntStream.range(1, members).forEach(i -> all.add(RoomFixture.user("Member " + i)));
        ROOMS.joins(ada, room);
        all.stream()
                .map(user -> ROOMS.rooms().join(user, room, ResumeRequest.brief(Optional.empty()), true))
                .toList()
                .forEach(Store::result);
        ROOMS.store().asks(Command.DEL, new RoomKeys(KeyPrefix.USUAL, room).online());
        all.subList(0, online).stream()
                .map(user -> ROOMS.rooms().state(user, room, ResumeRequest.brief(Optional.empty()), true))
                .toList()
                .forEach(Store::result);
        return all;
    }

    private MembersPage page(User user, Optional<String> cursor) {
        return result(ROOMS.members(user.id(), room, MembersCursor.of(cursor)));
    }

    private List<MembersPage> pages() {
        List<MembersPage> pages = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        do {
            pages.add(page(ada, cursor));
            cursor = pages.getLast().cursor();
        } while (cursor.isPresent() && pages.size() < 200);
        return pages;
    }

    private static void assertEveryoneOnce(List<User> all, List<MembersPage> pages, int online) {
        List<MemberLine> lines =
                pages.stream().flatMap(page -> page.members().stream()).toList();
        assertTrue(
                pages.stream().allMatch(page -> page.members().size() <= PAGE),
                () -> "at most " + PAGE + " on a page, got "
                        + pages.stream().map(page -> page.members().size()).toList());
        assertEquals(all.size(), lines.size());
        assertEquals(
                new HashSet<>(all.stream().map(User::id).toList()),
                new HashSet<>(lines.stream().map(MemberLine::id).toList()));
        assertTrue(lines.subList(0, online).stream().allMatch(MemberLine::online), "those online come first");
        assertTrue(lines.subList(online, lines.size()).stream().noneMatch(MemberLine::online));
    }
}
