package chat.parley.room;

import static chat.parley.kit.Store.result;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.dev.OwnRedis;
import chat.parley.keyspace.RoomKeys;
import chat.parley.kit.Store;
import chat.parley.protocol.Command.Members;
import chat.parley.protocol.MemberLine;
import chat.parley.protocol.MembersPage;
import chat.parley.protocol.Problem;
import chat.parley.protocol.Query;
import chat.parley.protocol.RoomId;
import chat.parley.protocol.User;
import chat.parley.store.KeyPrefix;
import io.vertx.redis.client.Command;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/// Members found by name (protocol.md section 4, `members` with `query`).
final class FoundMembersTest {
    private static final OwnRedis REDIS = new OwnRedis();
    private static final RoomFixture ROOMS = new RoomFixture(REDIS, "here", List.of());
    private static final RedisMemberLists LISTS = ROOMS.memberLists();

    private final RoomId room = RoomFixture.room();
    private final User ada = RoomFixture.user("Ada");

    @AfterAll
    static void end() {
        ROOMS.close();
        REDIS.close();
    }

    @Test
    void beginningOfAnyWordFindsAMember() {
        ROOMS.joins(ada, room);
        List.of("First Last", "Firstborn", "Åsa-Lena", "하나 김").forEach(this::joins);
        assertEquals(List.of("First Last", "Firstborn"), names("FIRST"));
        assertEquals(List.of("First Last"), names("first la"));
        assertEquals(List.of("Åsa-Lena"), names("a\u030Asa"));
        assertEquals(List.of("First Last"), names("las"));
        assertEquals(List.of("First Last"), names("last "));
        assertEquals(List.of("Åsa-Lena"), names("lena"));
        assertEquals(List.of("하나 김"), names("기"));
        assertEquals(List.of(), names("irst"));
        assertEquals(5, names("").size(), "no query");
        MembersPage page = page("las", Optional.empty());
        assertEquals(5, page.count(), "of the room");
        assertEquals(1, page.online());
    }

    @Test
    void whoeverJoinedLeftOrWasRenamedAfterTheFirstSearchIsFoundAsTheyAreNow() {
        ROOMS.joins(ada, room);
        User grace = joins("Grace Hopper");
        User linus = joins("Linus Hopper");
        assertEquals(List.of("Grace Hopper", "Linus Hopper"), names("hop"));
        joins("Dennis Hopper");
        result(ROOMS.rooms().leave(linus, room));
        renames(grace, "Grace Murray");
        assertEquals(List.of("Dennis Hopper"), names("hop"));
        assertEquals(List.of("Grace Murray"), names("mur"));
        renames(grace, "Grace Hopper");
        assertEquals(List.of("Dennis Hopper", "Grace Hopper"), names("hop"));
        assertEquals(List.of(), names("mur"));
        result(ROOMS.rooms().leave(grace, room));
        ROOMS.joins(new User(grace.id(), "Hopper, G."), room);
        assertEquals(List.of("Dennis Hopper", "Hopper, G."), names("hop"));
    }

    @Test
    void memberAddedByAnotherReleaseIsFoundAtOnceAndOneItRenamedOnceTheIndexExpired() {
        ROOMS.joins(ada, room);
        User grace = joins("Grace");
        RoomKeys keys = new RoomKeys(KeyPrefix.USUAL, room);
        assertEquals(List.of("Grace"), names("gra"));
        String record = ROOMS.store().text(Command.HGET, keys.members(), grace.id());
        ROOMS.store().asks(Command.HSET, keys.members(), grace.id(), record.replace("Grace", "Beatrice"));
        assertEquals(List.of(), names("gra"), "never by the former name");
        for (String key : List.of(keys.named(), keys.names())) {
            long left = Long.parseLong(ROOMS.store().text(Command.PTTL, key));
            assertTrue(left > 0 && left <= 2 * RedisMembers.INDEXED.toMillis(), key + " expires");
        }
        ROOMS.store().asks(Command.DEL, keys.named());
        assertEquals(List.of("Beatrice"), names("bea"));
    }

    @Test
    void roomThatWasMadeAnewIsIndexedAnew() {
        ROOMS.joins(ada, room);
        joins("Grace");
        assertEquals(List.of("Grace"), names("gra"));
        RoomKeys keys = new RoomKeys(KeyPrefix.USUAL, room);
        List.of(keys.meta(), keys.members(), keys.standing())
                .forEach(key -> ROOMS.store().asks(Command.DEL, key));
        ROOMS.joins(new User(ada.id(), "Alan"), room);
        assertEquals(List.of(), names("gra"));
        assertEquals(List.of("Alan"), names("al"));
    }

    @Test
    void manyMatchesComeInPagesEachOnceAndOnlineFirst() {
        List<User> all = IntStream.range(0, 250)
                .mapToObj(i -> RoomFixture.user("Member " + i))
                .toList();
        ROOMS.joins(ada, room);
        all.forEach(user -> result(ROOMS.rooms().join(user, room, ResumeRequest.brief(Optional.empty()), true)));
        ROOMS.store().asks(Command.DEL, new RoomKeys(KeyPrefix.USUAL, room).online());
        all.subList(100, 160)
                .forEach(user -> result(ROOMS.rooms().state(user, room, ResumeRequest.brief(Optional.empty()), true)));
        List<MembersPage> pages = pages("member");
        assertEquals(
                List.of(100, 100, 50),
                pages.stream().map(page -> page.members().size()).toList());
        List<MemberLine> lines = lines(pages);
        assertTrue(lines.subList(0, 60).stream().allMatch(MemberLine::online), "those online come first");
        assertEquals(
                new HashSet<>(all.stream().map(User::id).toList()),
                new HashSet<>(lines.stream().map(MemberLine::id).toList()));
        assertEquals(250, lines.size());
    }

    @Test
    void moreMatchesThanAreSortedComeInPagesEachOnce() {
        ROOMS.joins(ada, room);
        List<User> all = IntStream.range(0, 900)
                .mapToObj(i -> RoomFixture.user("Mm " + i + " Mmm"))
                .toList();
        all.stream()
                .map(user -> ROOMS.rooms().join(user, room, ResumeRequest.brief(Optional.empty()), true))
                .toList()
                .forEach(Store::result);
        List<MemberLine> lines = lines(pages("m"));
        assertEquals(900, lines.size(), "nobody twice, though two of their words match");
        assertEquals(900, new HashSet<>(lines).size());
        Optional<String> cursor = page("m", Optional.empty()).cursor();
        Problem refused = assertThrows(Problem.class, () -> page("zoe", cursor), "of another query");
        assertEquals("bad_request", refused.code().wire());
    }

    @Test
    void indexForgetsThoseWhoLeftBeforeItWasBuiltAnew() {
        ROOMS.joins(ada, room);
        RoomKeys keys = new RoomKeys(KeyPrefix.USUAL, room);
        assertEquals(List.of("Ada"), names("ad"));
        List<Object> left = new ArrayList<>(List.of(keys.names()));
        IntStream.range(0, 1_200).forEach(i -> left.addAll(List.of(0, "left " + i + "\0u" + i + "\0Left " + i)));
        ROOMS.store().asks(Command.ZADD, left.toArray());
        ROOMS.store().asks(Command.DEL, keys.named());
        assertEquals(List.of("Ada"), names("ad"));
        assertEquals("1", ROOMS.store().text(Command.ZCARD, keys.names()));
    }

    @Test
    void roomWhoseOrderLacksSomeoneIsIndexedOnce() {
        ROOMS.joins(ada, room);
        RoomKeys keys = new RoomKeys(KeyPrefix.USUAL, room);
        ROOMS.store().asks(Command.ZREM, keys.standing(), ada.id());
        assertEquals(Optional.empty(), page("ad", Optional.empty()).cursor(), "complete");
        assertEquals(List.of("Ada"), names("ad"));
    }

    @Test
    void onlyMembersSearch() {
        ROOMS.joins(ada, room);
        User eve = RoomFixture.user("Eve");
        Problem refused = assertThrows(
                Problem.class,
                () -> result(LISTS.page(
                        eve.id(),
                        new Members(
                                Optional.empty(),
                                room,
                                Optional.of(new Query("a")),
                                Optional.empty(),
                                Optional.empty()))));
        assertEquals("not_member", refused.code().wire());
    }

    @Test
    void cursorOfAnotherListIsRefused() {
        ROOMS.joins(ada, room);
        for (String cursor : List.of("all.0.1", "found.a.1", "muted.0.1", "everybody")) {
            Problem refused = assertThrows(Problem.class, () -> page("a", Optional.of(cursor)), cursor);
            assertEquals("bad_request", refused.code().wire());
        }
    }

    private User joins(String name) {
        User user = RoomFixture.user(name);
        ROOMS.joins(user, room);
        result(ROOMS.rooms().leave(user, room));
        ROOMS.joins(user, room);
        ROOMS.store().asks(Command.HDEL, new RoomKeys(KeyPrefix.USUAL, room).online(), user.id());
        return user;
    }

    private void renames(User user, String name) {
        result(ROOMS.rooms().rename(new User(user.id(), name), room, "renaming"));
    }

    private List<String> names(String query) {
        return lines(pages(query)).stream().map(MemberLine::name).sorted().toList();
    }

    private static List<MemberLine> lines(List<MembersPage> pages) {
        return pages.stream().flatMap(page -> page.members().stream()).toList();
    }

    private List<MembersPage> pages(String query) {
        List<MembersPage> pages = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        do {
            pages.add(page(query, cursor));
            cursor = pages.getLast().cursor();
        } while (cursor.isPresent() && pages.size() < 50);
        return pages;
    }

    private MembersPage page(String query, Optional<String> cursor) {
        Members asked = new Members(
                Optional.empty(),
                room,
                Optional.of(new Query(query)).filter(words -> !query.isEmpty()),
                Optional.empty(),
                cursor);
        return result(LISTS.page(ada.id(), asked));
    }
}
