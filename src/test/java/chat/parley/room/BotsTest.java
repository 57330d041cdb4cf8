package chat.parley.room;

import static chat.parley.kit.Store.result;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.dev.OwnRedis;
import chat.parley.history.StoredEntry;
import chat.parley.kit.Store;
import chat.parley.protocol.Moderate;
import chat.parley.protocol.Problem;
import chat.parley.protocol.ProblemCode;
import chat.parley.protocol.Receipts;
import chat.parley.protocol.RoomId;
import chat.parley.protocol.User;
import chat.parley.receipt.Advance;
import chat.parley.receipt.CursorMove;
import chat.parley.receipt.RedisCursors;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/// Bots in rooms, as the scripts treat them (protocol.md section 11).
final class BotsTest {
    private static final OwnRedis REDIS = new OwnRedis();
    private static final int BURST = 30;
    private static final RoomFixture ROOMS = new RoomFixture(
            REDIS,
            "here",
            List.of(
                    "parley.limits.messages-burst=5",
                    "parley.limits.key-messages-per-second=10",
                    "parley.limits.key-messages-burst=" + BURST));
    private static final RedisCursors CURSORS = new RedisCursors(ROOMS.store().store());
    private static final RedisModeration MODERATION =
            new RedisModeration(ROOMS.store().store());
    private static final AtomicInteger NEXT = new AtomicInteger();

    private final RoomId room = RoomFixture.room();
    private final User ada = RoomFixture.user("Ada");
    private final User grace = RoomFixture.user("Grace");
    private final User bot = new User("bot0%016d".formatted(NEXT.incrementAndGet()), "Ticker");

    @AfterAll
    static void end() {
        ROOMS.close();
        REDIS.close();
    }

    private static ProblemCode code(Future<?> refused) {
        return assertThrows(Problem.class, () -> result(refused)).code();
    }

    private Receipts receipts(User asking, long seq) {
        return result(CURSORS.receipts(asking.id(), room, seq));
    }

    @Test
    void writesAndReadsInAPublicRoomWithoutJoining() {
        ROOMS.joins(ada, room);
        assertEquals(1, ROOMS.says(bot, room, "tick").position().seq());
        assertEquals(1, receipts(bot, 1).counts().members());
        assertEquals(
                1, result(ROOMS.members(bot.id(), room, MembersCursor.first())).count());
        assertEquals(1, ROOMS.looks(bot, room).members());
        assertEquals(new CursorMove(0, 0, 0), result(CURSORS.move(bot.id(), "s", room, new Advance(1, 1, 0), false)));
        User guest = RoomFixture.user("Guest");
        assertEquals(ProblemCode.NOT_MEMBER, code(ROOMS.sends(guest, room, "no")));
    }

    @Test
    void bannedOrMutedBotIsSilent() {
        ROOMS.joins(ada, room);
        does(Moderate.Verb.MUTE);
        assertEquals(ProblemCode.MUTED, code(ROOMS.sends(bot, room, "tick")));
        does(Moderate.Verb.UNMUTE);
        ROOMS.says(bot, room, "tick");
        does(Moderate.Verb.BAN);
        assertEquals(ProblemCode.BANNED, code(ROOMS.sends(bot, room, "tock")));
        assertEquals(ProblemCode.BANNED, code(ROOMS.members(bot.id(), room, MembersCursor.first())));
    }

    private void does(Moderate.Verb verb) {
        result(MODERATION.moderate(
                ada, new Moderate(Optional.empty(), verb, room, bot.id(), OptionalLong.empty()), true));
    }

    @Test
    void receiptsDoNotCountABot() {
        List.of(ada, grace, bot).forEach(user -> ROOMS.joins(user, room));
        ROOMS.says(ada, room, "one");
        assertEquals(new CursorMove(3, 0, 0), result(CURSORS.move(bot.id(), "s", room, new Advance(0, 1, 0), false)));
        assertEquals(0, ROOMS.looks(bot, room).mine().unread(), "it knows what it has read itself");
        assertEquals(1, receipts(ada, 1).counts().members());
        assertEquals(0, receipts(ada, 1).counts().seen());
        assertFalse(ROOMS.says(bot, room, "tick").caughtUp());
        assertEquals(2, receipts(ada, 2).counts().members(), "of a bot's message it counts both");
    }

    @Test
    void receiptsOfALargeRoomDoNotCountABotEither() {
        IntStream.range(0, 60).forEach(i -> ROOMS.joins(RoomFixture.user("Member " + i), room));
        List.of(ada, grace, bot).forEach(user -> ROOMS.joins(user, room));
        ROOMS.says(ada, room, "one");
        result(CURSORS.move(grace.id(), "s", room, new Advance(0, 1, 0), false));
        result(CURSORS.move(bot.id(), "s", room, new Advance(0, 1, 0), false));
        Receipts.Counts counts = receipts(ada, 1).counts();
        assertEquals(61, counts.members());
        assertEquals(1, counts.seen());
        ROOMS.says(bot, room, "tick");
        assertEquals(62, receipts(ada, 2).counts().members());
    }

    @Test
    void keyWithTheScopeModeratesWithoutARole() {
        ROOMS.joins(ada, room);
        Moderate kick = new Moderate(Optional.empty(), Moderate.Verb.KICK, room, ada.id(), OptionalLong.empty());
        assertEquals(ProblemCode.FORBIDDEN, code(MODERATION.moderate(bot, kick, false)));
        result(MODERATION.moderate(bot, kick, true));
        assertEquals(ProblemCode.NOT_MEMBER, code(ROOMS.sends(ada, room, "two")));
    }

    @Test
    void ownLimitIsExactInOneRoom() {
        ROOMS.joins(ada, room);
        ROOMS.standsStill();
        try {
            List<Future<StoredEntry>> all = IntStream.range(0, 100)
                    .mapToObj(i -> ROOMS.sends(bot, room, "tick-" + i))
                    .toList();
            long stored = all.stream().filter(BotsTest::stored).count();
            assertEquals(BURST, stored);
            Problem refusal = assertThrows(Problem.class, () -> result(ROOMS.sends(bot, room, "more")));
            assertTrue(refusal.getMessage().contains("parley.limits.key-messages-per-second"), refusal::getMessage);
        } finally {
            ROOMS.goesOn();
        }
    }

    private static boolean stored(Future<StoredEntry> sent) {
        try {
            Store.result(sent);
            return true;
        } catch (Problem refused) {
            assertEquals(ProblemCode.RATE_LIMITED, refused.code());
            return false;
        }
    }
}
