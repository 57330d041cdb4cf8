package chat.parley.store;

import static chat.parley.kit.Store.result;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.dev.OwnRedis;
import chat.parley.kit.Store;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The two connections to a real Redis, while one or both of them are away.
final class RedisPipelinesTest {
    private static final RedisScript NOTHING = new RedisScript("return 1", "0".repeat(40));

    private final BlockingQueue<Future<?>> whenConnected = new LinkedBlockingQueue<>();
    private OwnRedis redis;
    private Store store;

    @BeforeEach
    void connect() {
        redis = new OwnRedis();
        store = new Store(redis.address());
        store.store().whenConnected(_ -> whenConnected.add(Future.all(append(), read())));
    }

    @AfterEach
    void disconnect() {
        store.close();
        redis.close();
    }

    @Test
    void serverIsConnectedOnceBothConnectionsAnswer() throws InterruptedException {
        for (int i = 0; i < 5; i++) {
            redis.ask("CLIENT KILL USER parley");
            result(connected());
        }
        assertEquals(0, whenConnected.size());
    }

    @Test
    void probeFailsWhileOnlyTheAppendConnectionIsDown() throws InterruptedException {
        result(append());
        redis.ask("ACL SETUSER parley resetpass");
        redis.ask("CLIENT KILL ID " + appending());
        await().atMost(10, SECONDS)
                .until(() -> store.store().trouble().orElse("").contains("WRONGPASS"));
        result(read());
        assertThrows(StoreUnavailable.class, () -> result(store.store().probe("parley:beat", "beat")));
        redis.ask("ACL SETUSER parley nopass");
        result(connected());
        result(store.store().probe("parley:beat", "beat"));
    }

    @Test
    void commandFailsOnceThePodHasEnded() {
        Store ended = new Store(redis.address());
        ended.close();
        Future<?> late = ended.store().send(Command.PING);
        assertTrue(assertThrows(StoreUnavailable.class, () -> result(late)).untouched());
    }

    private Future<?> connected() throws InterruptedException {
        return Objects.requireNonNull(whenConnected.poll(10, SECONDS), "expected both connections within 10 s");
    }

    private Future<?> append() {
        return store.store().append(NOTHING.call());
    }

    private Future<?> read() {
        return store.store().send(Command.PING);
    }

    /// The id of the pod's connection whose last command was a script.
    private String appending() {
        return store.text(Command.CLIENT, "LIST")
                .lines()
                .filter(line -> line.contains("user=parley") && line.contains("cmd=eval"))
                .map(line -> line.substring(line.indexOf("id=") + 3, line.indexOf(' ')))
                .findFirst()
                .orElseThrow();
    }
}
