package chat.parley.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.dev.OwnRedis;
import chat.parley.history.StoredEntry;
import chat.parley.protocol.Problem;
import chat.parley.protocol.RoomId;
import chat.parley.protocol.User;
import io.vertx.redis.client.Command;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Waiting for the message rate (protocol.md sections 2 and 9). Time stands still unless a test advances it.
final class MessageRateTest {
    private static final OwnRedis REDIS = new OwnRedis();
    private static final int BURST = 20;
    private static final int GAP_MS = 200;
    private static final RoomFixture ROOMS = new RoomFixture(
            REDIS, "here", List.of("parley.limits.messages-per-second=5", "parley.limits.messages-burst=" + BURST));

    private final RoomId room = RoomFixture.room();
    private final User ada = RoomFixture.user("Ada");

    @BeforeEach
    void standStill() {
        ROOMS.joins(ada, room);
        ROOMS.standsStill();
    }

    @AfterEach
    void goOn() {
        ROOMS.goesOn();
    }

    @AfterAll
    static void end() {
        ROOMS.close();
        REDIS.close();
    }

    @Test
    void messagesRetriedOnTimeAreStoredInOrder() {
        List<StoredEntry> stored = new ArrayList<>();
        NavigableMap<Long, String> waiting = sends(0, 120, stored);
        assertEquals(BURST, stored.size());
        assertEquals(
                LongStream.rangeClosed(1, 100).map(i -> i * GAP_MS).boxed().toList(), List.copyOf(waiting.keySet()));
        long now = 0;
        for (var next : waiting.entrySet()) {
            ROOMS.travels(next.getKey() - now);
            now = next.getKey();
            stored.add(ROOMS.says(ada, room, next.getValue()));
        }
        assertEquals(LongStream.rangeClosed(1, 120).boxed().toList(), seqs(stored));
        assertTrue(stored.stream().noneMatch(StoredEntry::duplicate));
    }

    @Test
    void newMessagesQueueBehindWaitingOnes() {
        NavigableMap<Long, String> waiting = sends(0, BURST + 10, new ArrayList<>());
        ROOMS.travels(3 * GAP_MS);
        assertEquals(8 * GAP_MS, after("new"), "they wait until 10 gaps are over, of which 3 are");
        assertFalse(ROOMS.says(ada, room, at(waiting, GAP_MS)).duplicate());
        assertEquals(8 * GAP_MS, after("new"), "who comes too early keeps the place");
        ROOMS.travels(8 * GAP_MS);
        waiting.tailMap((long) GAP_MS, false).values().forEach(cid -> ROOMS.says(ada, room, cid));
        ROOMS.says(ada, room, "new");
        assertTrue(after("newer") <= 2 * GAP_MS);
    }

    @Test
    void retryUnderWayIsNotOvertaken() {
        NavigableMap<Long, String> waiting = sends(0, BURST + 1, new ArrayList<>());
        ROOMS.travels(2 * GAP_MS);
        assertEquals(GAP_MS, after("new"));
        ROOMS.says(ada, room, at(waiting, GAP_MS));
        ROOMS.travels(GAP_MS);
        ROOMS.says(ada, room, "new");
        ROOMS.travels(GAP_MS);
        ROOMS.says(ada, room, "alone");
    }

    @Test
    void abandonedRetriesLockNobodyOut() {
        NavigableMap<Long, String> waiting = sends(0, BURST + 500, new ArrayList<>());
        assertEquals(501 * GAP_MS, after("new"));
        ROOMS.travels(GAP_MS + 10_001);
        List<StoredEntry> stored = new ArrayList<>();
        NavigableMap<Long, String> later = sends(1_000, 100, stored);
        assertEquals(BURST, stored.size(), "as many as after a long silence, and no more");
        assertEquals(GAP_MS, later.firstKey());
        assertTrue(after(at(waiting, 60L * GAP_MS)) > later.lastKey(), "a place of a queue given up is none");
    }

    @Test
    void placeInTheQueueExpires() {
        NavigableMap<Long, String> waiting = sends(0, BURST + 100, new ArrayList<>());
        long now = 0;
        for (long due : List.copyOf(waiting.keySet()).subList(5, 100)) {
            ROOMS.travels(due - now);
            now = due;
            ROOMS.says(ada, room, at(waiting, due));
        }
        assertTrue(after(at(waiting, GAP_MS)) > 0, "5 were never sent again; 19 s later they are too late");
        assertEquals(BURST + 95, ROOMS.entries(room));
    }

    @Test
    void queueIsBounded() {
        NavigableMap<Long, String> waiting = sends(0, BURST + 600, new ArrayList<>());
        assertEquals(600, waiting.size());
        long end = 601 * GAP_MS;
        assertEquals(end, after("more"));
        assertEquals(end, after("another"));
        long now = 0;
        for (var next : waiting.entrySet()) {
            ROOMS.travels(next.getKey() - now);
            now = next.getKey();
            ROOMS.says(ada, room, next.getValue());
            assertEquals(end - now, after("early"), "they come before it who were told the end");
        }
        ROOMS.travels(end - now);
        ROOMS.says(ada, room, "more");
        assertEquals(GAP_MS, after("another"));
    }

    @Test
    void queueOutlivesAGenerationOfAnswers() {
        long still = Long.parseLong(ROOMS.store().text(Command.GET, "parley:test:still")) / 1_000;
        long window = 600_000;
        long travelled = Long.parseLong("0" + ROOMS.store().text(Command.GET, "parley:test:clock"));
        ROOMS.travels(window - (still + travelled) % window - 4 * GAP_MS);
        NavigableMap<Long, String> waiting = sends(0, BURST + 10, new ArrayList<>());
        ROOMS.travels(5 * GAP_MS);
        assertEquals(6 * GAP_MS, after("new"));
        List<StoredEntry> stored = waiting.headMap(6L * GAP_MS).values().stream()
                .map(cid -> ROOMS.says(ada, room, cid))
                .toList();
        assertEquals(LongStream.rangeClosed(BURST + 1, BURST + 5).boxed().toList(), seqs(stored));
        assertTrue(after(at(waiting, 6L * GAP_MS)) <= GAP_MS);
    }

    /// Sends this many at once; returns the refused ones by their `after`.
    private NavigableMap<Long, String> sends(int from, int count, List<StoredEntry> stored) {
        NavigableMap<Long, String> waiting = new TreeMap<>();
        IntStream.range(from, from + count).forEach(i -> {
            OptionalLong after = tried("m" + i, stored);
            after.ifPresent(ms -> waiting.put(ms, "m" + i));
        });
        return waiting;
    }

    private OptionalLong tried(String cid, List<StoredEntry> stored) {
        try {
            stored.add(ROOMS.says(ada, room, cid));
            return OptionalLong.empty();
        } catch (Problem refused) {
            return refused.after();
        }
    }

    private long after(String cid) {
        return assertThrows(Problem.class, () -> ROOMS.says(ada, room, cid))
                .after()
                .orElseThrow();
    }

    private static String at(NavigableMap<Long, String> waiting, long after) {
        return Objects.requireNonNull(waiting.get(after), () -> "expected one that waits for " + after + " ms");
    }

    private static List<Long> seqs(List<StoredEntry> stored) {
        return stored.stream().map(one -> one.position().seq()).toList();
    }
}
