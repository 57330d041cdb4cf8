package chat.parley.room;

import static chat.parley.kit.Store.result;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import chat.parley.dev.OwnRedis;
import chat.parley.history.StoredEntry;
import chat.parley.protocol.Problem;
import chat.parley.protocol.ProblemCode;
import chat.parley.protocol.RoomId;
import chat.parley.protocol.User;
import chat.parley.store.StoreUnavailable;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Response;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A Redis that is full, is a replica, or cannot write to its disk stores nothing of a refused write, not
/// even half of it; after the fault is fixed the same message gets the next seq.
final class RefusedWritesTest {
    private static final OwnRedis REDIS = new OwnRedis();
    private static final RoomFixture HERE = new RoomFixture(REDIS, "here", RoomFixture.TALKATIVE);

    private final RoomId room = RoomFixture.room();
    private final User ada = RoomFixture.user("Ada");
    private final User grace = RoomFixture.user("Grace");

    RefusedWritesTest() {
        HERE.joins(ada, room);
        HERE.joins(grace, room);
        HERE.says(ada, room, "before");
    }

    @AfterAll
    static void end() {
        HERE.close();
        REDIS.close();
    }

    @AfterEach
    void mend() {
        REDIS.ask("CONFIG SET maxmemory 0");
        REDIS.ask("REPLICAOF NO ONE");
        REDIS.ask("CONFIG SET min-replicas-to-write 0");
    }

    @Test
    void fullRedisStoresNothing() {
        REDIS.ask("CONFIG SET maxmemory 1");
        nothingIsStored();
        mend();
        allIsWell();
    }

    @Test
    void replicaStoresNothing() {
        REDIS.ask("REPLICAOF 127.0.0.1 1");
        nothingIsStored();
        mend();
        allIsWell();
    }

    @Test
    void masterWithoutReplicasStoresNothing() {
        REDIS.ask("CONFIG SET min-replicas-to-write 1");
        nothingIsStored();
        mend();
        allIsWell();
    }

    @Test
    void redisWithAFailingDiskStoresNothing() throws IOException {
        REDIS.loseDisk();
        nothingIsStored();
        REDIS.findDisk();
        allIsWell();
    }

    /// When a new generation of answers begins, the script first deletes something; Redis then lets that and
    /// everything after it through, or nothing.
    @Test
    void fullRedisStoresAllOrNothingWhenAGenerationBegins() {
        HERE.travels(1_200_000);
        REDIS.ask("CONFIG SET maxmemory 1");
        Map<String, String> before = content();
        Optional<StoredEntry> stored = tried(HERE.sends(ada, room, "at-the-turn"));
        assertEquals(stored.isPresent(), !before.equals(content()));
        mend();
        StoredEntry again = HERE.says(ada, room, "at-the-turn");
        assertEquals(2, again.position().seq());
        assertEquals(stored.isPresent(), again.duplicate());
        assertEquals(3, HERE.says(ada, room, "next").position().seq());
    }

    private void nothingIsStored() {
        Map<String, String> before = content();
        Problem refusal = assertThrows(Problem.class, () -> result(HERE.sends(ada, room, "refused", grace.id())));
        assertEquals(ProblemCode.UNAVAILABLE, refusal.code());
        assertEquals(before, content());
        whollyOrNot(() -> HERE.rooms()
                .join(RoomFixture.user("Alan"), RoomFixture.room(), ResumeRequest.whole(Optional.empty()), true));
        whollyOrNot(
                () -> HERE.rooms().join(RoomFixture.user("Alan"), room, ResumeRequest.whole(Optional.empty()), true));
        whollyOrNot(() -> HERE.rooms().rename(ada, room, "Adah"));
    }

    /// A refused write leaves no trace. A full Redis may carry it out: a script that begins with a deletion
    /// is let through to its end.
    private static void whollyOrNot(Supplier<Future<?>> work) {
        Map<String, String> before = content();
        try {
            result(work.get());
        } catch (StoreUnavailable refusal) {
            assertEquals(before, content());
        }
    }

    private void allIsWell() {
        StoredEntry stored = HERE.says(ada, room, "refused", grace.id());
        assertEquals(2, stored.position().seq());
        assertFalse(stored.duplicate());
        assertEquals(2, HERE.entries(room));
    }

    private static Optional<StoredEntry> tried(Future<StoredEntry> storing) {
        try {
            return Optional.of(result(storing));
        } catch (Problem refusal) {
            assertEquals(ProblemCode.UNAVAILABLE, refusal.code());
            return Optional.empty();
        }
    }

    /// Every key and its contents, and how often anything was published.
    private static Map<String, String> content() {
        Map<String, String> all = new TreeMap<>();
        for (Response key : Objects.requireNonNull(HERE.store().asks(Command.KEYS, "*"))) {
            all.put(key.toString(), HERE.store().text(Command.DUMP, key.toString()));
        }
        all.put(
                "published",
                REDIS.info("commandstats", "cmdstat_publish").orElse("").replaceAll(",.*", ""));
        return all;
    }
}
