package chat.parley.room;

import static chat.parley.kit.Store.result;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.dev.OwnRedis;
import chat.parley.history.StoredEntry;
import chat.parley.keyspace.RoomKeys;
import chat.parley.protocol.Problem;
import chat.parley.protocol.ProblemCode;
import chat.parley.protocol.RoomId;
import chat.parley.protocol.User;
import chat.parley.store.KeyPrefix;
import chat.parley.store.StoreUnavailable;
import io.vertx.core.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/// While the store is unavailable, a refusal says what is known of the message: that it was not stored, or
/// that it may have been.
final class AppendFailureTest {
    private static final String NOT_STORED = "the message was not stored by this command: ";
    private static final String PERHAPS_STORED = "the message may or may not have been stored: ";

    private static final OwnRedis REDIS = new OwnRedis();
    private static final RoomFixture HERE = new RoomFixture(REDIS, "here", RoomFixture.TALKATIVE);

    private final RoomId room = RoomFixture.room();
    private final User ada = RoomFixture.user("Ada");

    AppendFailureTest() {
        HERE.joins(ada, room);
        HERE.says(ada, room, "before");
    }

    @AfterAll
    static void end() {
        HERE.close();
        REDIS.close();
    }

    @Test
    void unsentMessageWasNotStored() {
        REDIS.stop();
        await().atMost(20, SECONDS)
                .until(() -> unavailable(HERE.sends(ada, room, "unsent"))
                        .startsWith(NOT_STORED + "there is no connection to Redis"));
        REDIS.start();
        storedNext("unsent");
    }

    @Test
    void unansweredMessageMayHaveBeenStoredAndLaterOnesWereNot() {
        // Redis' file may lag behind its answers, and the kill would then lose the first message, too.
        REDIS.rewrite();
        REDIS.pause();
        Future<StoredEntry> sent = HERE.sends(ada, room, "unanswered");
        Future<StoredEntry> waiting = HERE.sends(ada, room, "behind");
        REDIS.kill();
        assertStartsWith(PERHAPS_STORED, unavailable(sent));
        assertStartsWith(NOT_STORED, unavailable(waiting));
        REDIS.start();
        storedNext("behind");
    }

    @Test
    void fullStoreTakesNoMessageEvenIfTheDedupeWindowTurns() {
        REDIS.ask("HSET " + new RoomKeys(KeyPrefix.USUAL, room).meta() + " generation 1");
        REDIS.ask("CONFIG SET maxmemory 1");
        try {
            unavailable(HERE.sends(ada, room, "full"));
        } finally {
            REDIS.ask("CONFIG SET maxmemory 0");
        }
        assertEquals(1, HERE.entries(room));
        storedNext("full");
    }

    private static String unavailable(Future<StoredEntry> storing) {
        Problem problem = assertThrows(Problem.class, () -> result(storing));
        assertEquals(ProblemCode.UNAVAILABLE, problem.code());
        assertTrue(problem.retry());
        return problem.getMessage();
    }

    private static void assertStartsWith(String start, String text) {
        assertTrue(text.startsWith(start), text);
    }

    /// Waits until the store is back; then the message is stored, for the first time.
    private void storedNext(String cid) {
        RoomId elsewhere = RoomFixture.room();
        await().atMost(20, SECONDS).until(() -> isBack(elsewhere));
        StoredEntry stored = HERE.says(ada, room, cid);
        assertFalse(stored.duplicate());
        assertEquals(2, HERE.entries(room));
    }

    /// Whether the store accepts writes and reads.
    private boolean isBack(RoomId elsewhere) {
        try {
            HERE.joins(ada, elsewhere);
            HERE.says(ada, elsewhere, "back");
            return HERE.entries(elsewhere) > 0;
        } catch (Problem | StoreUnavailable still) {
            return false;
        }
    }
}
