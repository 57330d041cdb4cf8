package chat.parley.limits;

import static chat.parley.kit.Store.result;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.dev.OwnRedis;
import chat.parley.kit.Store;
import chat.parley.protocol.Problem;
import io.vertx.redis.client.Command;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/// Quotas, and tasks that one pod at a time runs, whatever steps the store's clock takes.
final class RedisQuotaTest {
    private static final OwnRedis REDIS = new OwnRedis();
    private static final Store STORE = new Store(REDIS.address());
    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final long HOUR_MS = Duration.ofHours(1).toMillis();

    private final RedisQuota quota = new RedisQuota(STORE.store());

    @AfterAll
    static void end() {
        STORE.close();
        REDIS.close();
    }

    @Test
    void exhaustedQuotaWaitsNoLongerThanTheWindow() {
        result(quota.use("a", 1, WINDOW, "too many"));
        assertTrue(wait("a") <= WINDOW.toMillis());
        // The state after the clock stepped back by an hour.
        STORE.asks(Command.PEXPIRE, "parley:quota:a", HOUR_MS);
        long wait = wait("a");
        assertTrue(wait > 0 && wait <= WINDOW.toMillis(), "expected a minute at most, got " + wait);
        assertTrue(left("parley:quota:a") <= WINDOW.toMillis());
        assertEquals("1", STORE.text(Command.GET, "parley:quota:a"), "what is refused is not counted");
    }

    @Test
    void useWithinAWindowDoesNotExtendIt() {
        result(quota.use("b", 3, WINDOW, "too many"));
        STORE.asks(Command.PEXPIRE, "parley:quota:b", 5_000);
        result(quota.use("b", 3, WINDOW, "too many"));
        assertTrue(left("parley:quota:b") <= 5_000);
    }

    @Test
    void claimedTaskIsHeldNoLongerThanItsTime() {
        assertTrue(result(STORE.store().claim("parley:task", 30_000)));
        assertFalse(result(STORE.store().claim("parley:task", 30_000)));
        STORE.asks(Command.PEXPIRE, "parley:task", HOUR_MS);
        assertFalse(result(STORE.store().claim("parley:task", 30_000)));
        assertTrue(left("parley:task") <= 30_000);
        STORE.asks(Command.PEXPIRE, "parley:task", 10_000);
        assertFalse(result(STORE.store().claim("parley:task", 30_000)));
        assertTrue(left("parley:task") <= 10_000, "who asks does not lengthen it");
    }

    private long wait(String what) {
        Problem problem = assertThrows(Problem.class, () -> result(quota.use(what, 1, WINDOW, "too many")));
        return problem.after().orElseThrow();
    }

    private static long left(String key) {
        return Long.parseLong(STORE.text(Command.PTTL, key));
    }
}
