package chat.parley.dev;

import static chat.parley.kit.Store.result;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.kit.Store;
import io.vertx.redis.client.Command;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/// What somebody who has a pod's password may do in Redis: the rules are those of `k8s/base/users.acl`, which
/// all tests use.
final class RedisRightsTest {
    private static final OwnRedis REDIS = new OwnRedis();
    private static final Store STORE = new Store(REDIS.address());

    @AfterAll
    static void end() {
        STORE.close();
        REDIS.close();
    }

    @Test
    void testsRunAsTheProductionUser() {
        assertEquals("parley:any", REDIS.address().getUserInfo());
    }

    @Test
    void podReadsAndWritesItsOwnKeys() {
        asPod(Command.SET, "parley:here", "1");
        assertEquals("1", asPod(Command.GET, "parley:here"));
        asPod(Command.PUBLISH, "parley:here", "said");
        assertTrue(asPod(Command.INFO, "server").contains("run_id:"));
    }

    @Test
    void foreignKeysCannotBeReadOrWritten() {
        STORE.asks(Command.SET, "others:key", "theirs");
        assertDenied(Command.GET, "others:key");
        assertDenied(Command.SET, "others:key", "ours");
        assertDenied(Command.PUBLISH, "others:channel", "said");
        assertDenied(Command.EVAL, "return redis.call('GET', 'others:key')", 0);
    }

    @Test
    void podCannotAdministerTheServer() {
        assertDenied(Command.CONFIG, "GET", "dir");
        assertDenied(Command.FLUSHALL);
        assertDenied(Command.KEYS, "*");
        assertDenied(Command.SCRIPT, "FLUSH");
        assertDenied(Command.ACL, "LIST");
        assertDenied(Command.CLIENT, "LIST");
        assertDenied(Command.REPLICAOF, "NO", "ONE");
        assertDenied(Command.SHUTDOWN);
    }

    private static String asPod(Command command, Object... args) {
        return Objects.requireNonNull(result(STORE.store().send(command, args))).toString();
    }

    private static void assertDenied(Command command, Object... args) {
        RuntimeException refusal =
                assertThrows(RuntimeException.class, () -> result(STORE.store().send(command, args)));
        String said = String.valueOf(refusal.getMessage());
        assertTrue(said.contains("NOPERM") || said.contains("can't access"), said);
    }
}
