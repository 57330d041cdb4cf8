package chat.parley.limits;

import static chat.parley.kit.Store.result;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.dev.OwnRedis;
import chat.parley.kit.Settings;
import chat.parley.kit.Store;
import chat.parley.protocol.Problem;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/// What a user may add to the store (protocol.md section 9), over all pods, in a real Redis.
final class RedisUserBytesTest {
    private static final OwnRedis REDIS = new OwnRedis();
    private static final Store STORE = new Store(REDIS.address());
    private static final int K = 1024;
    private static final Pattern SCRIPTS = Pattern.compile("cmdstat_eval(?:sha)?:calls=(\\d+)");

    private final String user = "u" + System.nanoTime();

    @AfterAll
    static void end() {
        STORE.close();
        REDIS.close();
    }

    private static RedisUserBytes pod(String... settings) {
        return new RedisUserBytes(STORE.store(), new ByteRates(Settings.of(LimitsConfig.class, settings)));
    }

    private static RedisUserBytes small() {
        return pod("parley.limits.bytes-per-minute=60K", "parley.limits.bytes-burst=256K");
    }

    @Test
    void userOverTheirBurstWaitsAsLongAsTheRefillTakes() {
        RedisUserBytes bytes = small();
        for (int i = 0; i < 16; i++) {
            result(bytes.take(user, 16 * K));
        }
        Problem refused = assertThrows(Problem.class, () -> result(bytes.take(user, 16 * K)));
        assertEquals("rate_limited", refused.code().wire());
        long after = refused.after().orElseThrow();
        assertTrue(after > 14_000 && after <= 16_000, "16 KiB at 1 KiB a second: after " + after);
        result(bytes.take("another", 16 * K));
    }

    /// Whoever gets an answer does more than a moment's work with it.
    @Test
    void answerHoldsUpNobodyElseOfTheUser() throws InterruptedException {
        RedisUserBytes bytes = small();
        CountDownLatch others = new CountDownLatch(1);
        CountDownLatch answered = new CountDownLatch(1);
        bytes.take(user, K).onComplete(_ -> {
            Thread.ofVirtual().start(() -> {
                bytes.take(user, K);
                bytes.giveBack(user, K);
                others.countDown();
            });
            try {
                if (others.await(10, SECONDS)) {
                    answered.countDown();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        assertTrue(answered.await(20, SECONDS), "the other waited for the answer to be used");
    }

    @Test
    void allPodsShareOneAllowance() {
        List<RedisUserBytes> pods = List.of(small(), small(), small());
        int taken = 0;
        for (int i = 0; i < 40; i++) {
            if (pods.get(i % 3)
                    .take(user, 16 * K)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .handle((_, failure) -> failure == null)
                    .join()) {
                taken++;
            }
        }
        assertTrue(taken <= 16, "of 16 whole portions, given out: " + taken);
        assertTrue(taken >= 12, "what pods keep is less than a portion each: " + taken);
    }

    @Test
    void shortMessagesNeedOneCallPerPortion() {
        RedisUserBytes bytes = pod();
        REDIS.ask("CONFIG RESETSTAT");
        for (int i = 0; i < 600; i++) {
            result(bytes.take(user, 200));
        }
        String stats = STORE.text(Command.INFO, "commandstats");
        long calls = SCRIPTS.matcher(stats)
                .results()
                .mapToLong(one -> Long.parseLong(one.group(1)))
                .sum();
        assertTrue(calls <= 4, "calls: " + calls);
    }

    @Test
    void waitingRequestsAreServedInOrder() {
        RedisUserBytes bytes = pod();
        List<Integer> order = new CopyOnWriteArrayList<>();
        List<Future<Void>> all = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            int which = i;
            all.add(bytes.take(user, K).onSuccess(_ -> order.add(which)));
        }
        result(Future.all(all));
        assertEquals(IntStream.range(0, 200).boxed().toList(), order);
    }

    @Test
    void returnedBytesCanBeTakenAgain() {
        RedisUserBytes bytes = pod("parley.limits.bytes-per-minute=1K", "parley.limits.bytes-burst=64K");
        result(bytes.take(user, 64 * K));
        assertThrows(Problem.class, () -> result(bytes.take(user, 32 * K)));
        bytes.giveBack(user, 32 * K);
        result(bytes.take(user, 32 * K));
    }

    @Test
    void largestUsersAreThrottledFirstWhenTheStoreIsNearlyFull() {
        RedisUserBytes bytes = pod();
        String large = user + "large";
        // Not sent: Redis would count the buffer it came in as used, and free that some time later.
        STORE.asks(Command.SETRANGE, "parley:test:ballast", 32 << 20, "x");
        for (int i = 0; i < 100; i++) {
            result(bytes.take(large, 16 * K));
        }
        result(bytes.take(user, 16 * K));
        long used = Long.parseLong(REDIS.info("memory", "used_memory").orElseThrow());
        try {
            REDIS.ask("CONFIG SET maxmemory " + (long) (used / 0.92));
            result(STORE.store().state());
            Problem refused = assertThrows(Problem.class, () -> {
                for (int i = 0; i < 8; i++) {
                    result(pod().take(large, 16 * K));
                }
            });
            assertEquals("rate_limited", refused.code().wire());
            for (int i = 0; i < 4; i++) {
                result(pod().take(user, 16 * K));
            }
        } finally {
            REDIS.ask("CONFIG SET maxmemory 0");
            result(STORE.store().state());
        }
    }

    @Test
    void clockThatWasAheadDelaysNobodyBeyondTheirAllowance() {
        RedisUserBytes bytes = small();
        STORE.asks(Command.HSET, "parley:{user:" + user + "}:bytes", "free", System.currentTimeMillis() + 36_000_000L);
        Problem refused = assertThrows(Problem.class, () -> result(bytes.take(user, K)));
        assertTrue(refused.after().orElseThrow() <= 2_000, "after " + refused.after());
        await().atMost(10, SECONDS)
                .untilAsserted(() -> assertDoesNotThrow(() -> result(bytes.take(user, K)), "in so long"));
    }
}
