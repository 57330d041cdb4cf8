package chat.parley.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.kit.Settings;
import chat.parley.limits.CommandRate;
import chat.parley.limits.LimitsConfig;
import chat.parley.protocol.Command;
import chat.parley.protocol.CommandReader;
import chat.parley.protocol.Problem;
import chat.parley.protocol.WireLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// With the default limits: 50 a second, 100 at once. The test sets the time.
final class AllowanceTest {
    private static final int BURST = 100;
    private static final int GAP_MS = 20;
    private static final long LEFT_MS = 2_000;
    /// The form of an entry ([CommandKey]).
    private static final long ENTRY = Long.MIN_VALUE;

    private static final CommandReader READER = new CommandReader(new WireLimits(65_536, 16_384, 8_192, 16));

    private final Allowance allowance = new Allowance(CommandRate.ofUsers(Settings.of(LimitsConfig.class)), 0);
    private long now;

    @Test
    void commandRetriedOnTimeIsAdmitted() {
        NavigableMap<Long, Long> waiting = waiting(BURST + 500);
        assertEquals(
                LongStream.rangeClosed(1, 500).map(i -> i * GAP_MS).boxed().toList(), List.copyOf(waiting.keySet()));
        waiting.forEach((after, key) -> {
            now = after;
            assertEquals(0, after(key), "at " + now);
        });
        assertFalse(allowance.flooded());
    }

    @Test
    void earlyRetryKeepsItsPlace() {
        NavigableMap<Long, Long> waiting = waiting(BURST + 10);
        now = 60;
        assertEquals(140, after(waiting.getOrDefault(200L, CommandKey.NONE)));
        now = 198;
        assertEquals(0, after(waiting.getOrDefault(200L, CommandKey.NONE)), "clocks do not run alike");
    }

    @Test
    void newCommandsQueueBehindWaitingOnes() {
        NavigableMap<Long, Long> waiting = waiting(BURST + 10);
        now = 100;
        assertEquals(201, after(7), "not less than was said a moment before");
        now = 500;
        assertEquals(202, after(8), "those who wait may be on their way");
        waiting.values().forEach(key -> assertEquals(0, after(key)));
        assertEquals(0, after(7));
        now = 520;
        assertEquals(0, after(8));
        assertEquals(0, after(9), "nobody waits any more");
    }

    @Test
    void equalCommandsAreAdmittedInOrder() {
        for (int i = 0; i < BURST; i++) {
            after(1);
        }
        assertEquals(GAP_MS, after(1));
        assertEquals(2 * GAP_MS, after(1));
        now = GAP_MS;
        assertEquals(0, after(1));
        now = 2 * GAP_MS;
        assertEquals(0, after(1));
    }

    @Test
    void expensiveCommandsWaitForTheirFullCost() {
        for (int i = 0; i < BURST; i++) {
            after(1);
        }
        assertEquals(20 * GAP_MS, after(ENTRY | 2, 20));
        assertEquals(21 * GAP_MS, after(ENTRY | 3, 1));
        now = 20 * GAP_MS;
        assertEquals(0, after(ENTRY | 2, 20));
        assertEquals(GAP_MS, after(ENTRY | 3, 1));
    }

    @Test
    void abandonedRetriesDoNotLockTheClientOut() {
        waiting(BURST + 500);
        now = GAP_MS + LEFT_MS;
        assertTrue(after(7) > 0);
        now++;
        for (int i = 0; i < BURST; i++) {
            assertEquals(0, after(7), "as after a long silence");
        }
        assertEquals(GAP_MS, after(ENTRY | 499), "and no more: a place that was given up is none");
    }

    @Test
    void queueIsBounded() {
        NavigableMap<Long, Long> waiting = waiting(BURST + 600);
        assertEquals(601 * GAP_MS, after(7));
        assertEquals(601 * GAP_MS, after(8));
        waiting.forEach((after, key) -> {
            now = after;
            assertEquals(0, after(key));
            assertEquals(601 * GAP_MS - now, after(9), "behind those who were told the end");
        });
        now = 601 * GAP_MS;
        assertEquals(0, after(7));
        assertEquals(GAP_MS, after(8));
    }

    @Test
    void commandRefusedByTheStoreHasPaid() {
        Command send = send("c");
        long key = CommandKey.of(send);
        assertEquals(0, after(key));
        assertFalse(allowance.isRetry());
        waiting(BURST + 9);
        assertEquals(
                200,
                allowance
                        .reserveRetry(send, 1, false, limited(200), nanos())
                        .after()
                        .orElseThrow());
        assertTrue(after(6) > 0);
        now = 200;
        assertEquals(0, after(key));
        assertTrue(allowance.isRetry());
        assertTrue(after(key) > 0, "once");
        assertFalse(allowance.isRetry());
    }

    @Test
    void delayedRefusalsKeepTheirOrder() {
        List<Long> afters = new ArrayList<>();
        for (long after : new long[] {200, 170, 400, 320}) {
            afters.add(allowance
                    .reserveRetry(send("c" + after), afters.size(), false, limited(after), nanos())
                    .after()
                    .orElseThrow());
            now += 30;
        }
        assertEquals(List.of(200L, 201L, 400L, 401L), afters);
        assertEquals(
                3L,
                allowance
                        .reserveRetry(send("c200"), 4, true, limited(3), nanos())
                        .after()
                        .orElseThrow(),
                "its own place");
        now = 2_000;
        assertEquals(
                5L,
                allowance
                        .reserveRetry(send("d"), 5, false, limited(5), nanos())
                        .after()
                        .orElseThrow());
    }

    @Test
    void overtakenRefusalKeepsItsPlace() {
        assertEquals(
                573L,
                allowance
                        .reserveRetry(send("second"), 2, false, limited(573), nanos())
                        .after()
                        .orElseThrow());
        assertEquals(
                553L,
                allowance
                        .reserveRetry(send("first"), 1, false, limited(553), nanos())
                        .after()
                        .orElseThrow());
    }

    private static Problem limited(long after) {
        return Problem.rateLimited("too many", after);
    }

    private static Command send(String cid) {
        return READER.read("{\"op\":\"send\",\"room\":\"lobby\",\"cid\":\"" + cid + "\",\"text\":\"x\"}");
    }

    @Test
    void ignoringEveryRefusalIsAFlood() {
        for (; now < 1_600; now++) {
            after(ENTRY | now);
            assertFalse(allowance.flooded(), "of the first, refused after 105 ms, a client knows a second later");
        }
        while (!allowance.flooded()) {
            after(ENTRY | now++);
        }
        assertTrue(now < 1_720, "at " + now);
    }

    @Test
    void commandsSentBeforeTheRefusalWasReadableAreNoFlood() {
        waiting(BURST + 1);
        now = 9_000;
        for (int i = 0; i < 5_000; i++) {
            refusal(i, 1, now - 8_500);
        }
        assertFalse(allowance.flooded(), "the connection was not read for 8.5 s");
    }

    @Test
    void manyRetriesAtTheEndOfAFullQueueAreNoFlood() {
        List<Long> later = new ArrayList<>();
        NavigableMap<Long, Long> waiting = new TreeMap<>();
        for (long i = 0; i < 3_000; i++) {
            long after = after(ENTRY | i);
            if (after == 601 * GAP_MS) {
                later.add(ENTRY | i);
            } else if (after > 0) {
                waiting.put(after, ENTRY | i);
            }
        }
        assertEquals(2_300, later.size());
        waiting.forEach((after, key) -> {
            now = after;
            assertEquals(0, after(key));
        });
        now = 601 * GAP_MS;
        later.forEach(this::after);
        assertFalse(allowance.flooded());
    }

    /// This many entries at once; returns those that have to be retried, by their `after`.
    private NavigableMap<Long, Long> waiting(int count) {
        NavigableMap<Long, Long> waiting = new TreeMap<>();
        for (long i = 0; i < count; i++) {
            long after = after(ENTRY | i);
            if (after > 0) {
                waiting.put(after, ENTRY | i);
            }
        }
        return waiting;
    }

    private long after(long key) {
        return after(key, 1);
    }

    private long after(long key, int cost) {
        return refusal(key, cost, now)
                .map(problem -> problem.after().orElseThrow())
                .orElse(0L);
    }

    private Optional<Problem> refusal(long key, int cost, long read) {
        return allowance.take(key, cost, nanos(), TimeUnit.MILLISECONDS.toNanos(read));
    }

    private long nanos() {
        return TimeUnit.MILLISECONDS.toNanos(now);
    }
}
