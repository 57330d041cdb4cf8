package chat.parley.room;

import static chat.parley.kit.Store.result;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import chat.parley.dev.OwnRedis;
import chat.parley.history.Entry;
import chat.parley.protocol.Change;
import chat.parley.protocol.ChangeBody;
import chat.parley.protocol.Cid;
import chat.parley.protocol.Command.Reactors;
import chat.parley.protocol.Emoji;
import chat.parley.protocol.MessageRef;
import chat.parley.protocol.Problem;
import chat.parley.protocol.ReactorsPage;
import chat.parley.protocol.RoomId;
import chat.parley.protocol.User;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/// Who reacted to a message, as the script tells it (protocol.md section 4, `reactors`).
final class ReactorsTest {
    private static final OwnRedis REDIS = new OwnRedis();
    private static final RoomFixture ROOMS = new RoomFixture(REDIS, "here", RoomFixture.TALKATIVE);
    private static final RedisReactors REACTORS =
            new RedisReactors(ROOMS.store().store(), ROOMS.users());
    private static final AtomicInteger CIDS = new AtomicInteger();
    private static final Emoji HEART = new Emoji("❤️");
    private static final Emoji TEA = new Emoji("🍵");

    private final RoomId room = RoomFixture.room();
    private final User ada = RoomFixture.user("Ada");
    private final User grace = RoomFixture.user("Grace");

    @AfterAll
    static void end() {
        ROOMS.close();
        REDIS.close();
    }

    private static Future<?> reacts(User user, RoomId room, long seq, Emoji emoji, boolean on) {
        Change change = new Change.React(
                Optional.empty(), room, MessageRef.at(seq), new Cid("r" + CIDS.incrementAndGet()), emoji, on);
        return ROOMS.append().append(room, Entry.of(new ChangeBody(user, change)));
    }

    private static ReactorsPage page(User asking, RoomId room, long seq, Emoji emoji, Optional<String> cursor) {
        return result(REACTORS.page(asking.id(), new Reactors(Optional.empty(), room, seq, emoji, cursor)));
    }

    private static List<User> users(User asking, RoomId room, long seq, Emoji emoji) {
        return page(asking, room, seq, emoji, Optional.empty()).users();
    }

    private static String refused(User asking, RoomId room, long seq) {
        return assertThrows(Problem.class, () -> users(asking, room, seq, HEART))
                .code()
                .wire();
    }

    @Test
    void thoseWhoReactedAreNamedForEachEmoji() {
        ROOMS.joins(ada, room);
        ROOMS.joins(grace, room);
        long seq = ROOMS.says(ada, room, "hi").position().seq();
        result(reacts(grace, room, seq, HEART, true));
        result(reacts(ada, room, seq, HEART, true));
        result(reacts(grace, room, seq, TEA, true));
        assertEquals(List.of(ada, grace), users(ada, room, seq, HEART));
        assertEquals(List.of(grace), users(ada, room, seq, TEA));
        assertEquals(List.of(), users(ada, room, seq, new Emoji("👍")), "nobody");
        result(reacts(grace, room, seq, HEART, false));
        assertEquals(List.of(ada), users(grace, room, seq, HEART));
    }

    @Test
    void aLongListComesInPagesEachOnce() {
        List<User> all =
                IntStream.range(0, 230).mapToObj(i -> RoomFixture.user("M" + i)).toList();
        all.forEach(user -> ROOMS.joins(user, room));
        long seq = ROOMS.says(all.getFirst(), room, "hi").position().seq();
        all.forEach(user -> result(reacts(user, room, seq, HEART, true)));
        List<User> found = new ArrayList<>();
        List<Integer> sizes = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        do {
            ReactorsPage page = page(all.get(7), room, seq, HEART, cursor);
            found.addAll(page.users());
            sizes.add(page.users().size());
            cursor = page.cursor();
        } while (cursor.isPresent());
        assertEquals(all, found);
        assertEquals(List.of(100, 100, 30), sizes);
    }

    @Test
    void whoLeftIsNamedByTheirRecord() {
        ROOMS.joins(ada, room);
        ROOMS.joins(grace, room);
        result(ROOMS.users().hello(grace));
        long seq = ROOMS.says(ada, room, "hi").position().seq();
        result(reacts(grace, room, seq, HEART, true));
        result(ROOMS.rooms().leave(grace, room));
        assertEquals(List.of(grace), users(ada, room, seq, HEART));
        result(ROOMS.users().forget(grace.id()));
        assertEquals(List.of(new User(grace.id(), grace.id())), users(ada, room, seq, HEART));
    }

    @Test
    void onlyMembersLearnItAndOnlyOfMessagesThatTheySee() {
        ROOMS.joins(ada, room);
        long seq = ROOMS.says(ada, room, "hi").position().seq();
        result(reacts(ada, room, seq, HEART, true));
        assertEquals("not_member", refused(grace, room, seq));
        assertEquals("not_found", refused(grace, new RoomId("g:nowhere"), 1));
        assertEquals("not_found", refused(ada, room, seq + 1), "a reaction is no message");
        assertEquals("not_found", refused(ada, room, 99));
        Change delete = new Change.Delete(Optional.empty(), room, MessageRef.at(seq), new Cid("d1"));
        result(ROOMS.append().append(room, Entry.of(new ChangeBody(ada, delete))));
        assertEquals("not_found", refused(ada, room, seq), "it is deleted");
    }
}
