package chat.parley.store;

import static chat.parley.kit.Store.result;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.dev.OwnCluster;
import chat.parley.kit.Store;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Response;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Keys in a real cluster whose slots are moved and whose masters die.
@Tag("slow")
final class ClusterTest {
    private static final RedisScript BOTH = RedisScript.ofText(
            "local one = KEYS[1] local other = KEYS[2] return redis.call('INCR', one) + redis.call('INCR', other)");

    private static OwnCluster cluster;
    private static Store store;

    @BeforeAll
    static void start() {
        cluster = new OwnCluster("the store on a cluster");
        store = new Store(cluster);
    }

    @AfterAll
    static void end() {
        if (cluster != null) {
            store.close();
            cluster.close();
        }
    }

    @Test
    void keySlotMatchesRedis() {
        assertEquals(0x31C3, Slot.of("123456789"));
        for (String key : List.of("parley:{lobby}:meta", "parley:{}x", "parley:{a}{b}", "parley:{ä}", "{", "a{b")) {
            assertEquals(cluster.slot(key), Slot.of(key), key);
        }
    }

    @Test
    void everyKeyIsFoundOnItsNode() {
        for (int i = 0; i < 100; i++) {
            set("parley:many:" + i, i);
        }
        for (int i = 0; i < 100; i++) {
            assertEquals("" + i, get("parley:many:" + i));
        }
    }

    @Test
    void singleNodeClientOnAClusterLearnsWhichSettingToUse() {
        try (Store untold = new Store(URI.create(cluster.hosts().split(",", 2)[0]))) {
            RuntimeException refusal = assertThrows(RuntimeException.class, () -> {
                for (int i = 0; i < 100; i++) {
                    result(untold.store().send(Command.GET, "parley:many:" + i));
                }
            });
            String said = String.valueOf(refusal.getMessage());
            assertTrue(said.contains("quarkus.redis.client-type=cluster"), said);
        }
    }

    @Test
    void keysAreGroupedBySlot() {
        Collection<List<String>> groups =
                store.store().together(List.of("parley:{a}:1", "parley:{b}:1", "parley:{a}:2"), key -> key);
        assertEquals(List.of(List.of("parley:{a}:1", "parley:{a}:2"), List.of("parley:{b}:1")), List.copyOf(groups));
    }

    @Test
    void movedSlotIsFoundAgain() {
        set("parley:{moved}:1", 1);
        cluster.moveAway(List.of(cluster.slot("parley:{moved}:1")));
        assertEquals("1", get("parley:{moved}:1"));
        assertEquals(3, both("parley:{moved}:1", "parley:{moved}:2"));
    }

    @Test
    void migratingSlotServesSingleKeysAndDelaysMultiKeyCommands() {
        String here = "parley:{moving}:here";
        String there = "parley:{moving}:there";
        set(here, 1);
        set(there, 1);
        int slot = cluster.slot(here);
        int from = cluster.owner(slot);
        int to = elsewhere(here);
        cluster.beginToMove(slot, from, to);
        cluster.moveKeys(from, to, List.of(there));
        assertEquals("1", get(here));
        assertEquals("1", get(there));
        set("parley:{moving}:new", 2);
        assertEquals("2", get("parley:{moving}:new"));
        long asked = System.nanoTime();
        assertThrows(StoreUnavailable.class, () -> both(here, there));
        assertEquals(0, TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - asked) / 5, "within 5 s");

        Future<Response> waits = store.store().run(incremented(here, there));
        cluster.endMove(slot, from, to);
        // A command that was refused meanwhile was not executed.
        Future<Response> both = waits.recover(_ -> store.store().run(incremented(here, there)));
        assertEquals("4", Objects.requireNonNull(result(both)).toString());
    }

    @Test
    void commandsRunExactlyOnceWhileTheirSlotMoves() {
        List<Future<Response>> pushed = new ArrayList<>();
        String list = "parley:{busy}:list";
        for (int to : cluster.masters()) {
            if (to != cluster.owner(cluster.slot(list))) {
                IntStream.range(0, 200)
                        .forEach(i -> pushed.add(store.store().send(Command.RPUSH, list, "" + pushed.size())));
                cluster.move(cluster.slot(list), to);
            }
        }
        pushed.forEach(Store::result);
        Response all = Objects.requireNonNull(store.asks(Command.LRANGE, list, 0, -1));
        List<Integer> found = all.stream().map(Response::toInteger).sorted().toList();
        assertEquals(IntStream.range(0, pushed.size()).boxed().toList(), found);
    }

    @Test
    void replicaReplacesADeadMaster() {
        set("parley:{dead}:1", 1);
        String run = result(store.store().runId());
        int dead = cluster.owner(cluster.slot("parley:{dead}:1"));
        await().atMost(5, SECONDS).until(() -> store.asks(Command.WAIT, 1, 100) != null);
        cluster.kill(dead);
        await().atMost(15, SECONDS)
                .pollInterval(20, MILLISECONDS)
                .ignoreExceptions()
                .until(() -> get("parley:{dead}:1").equals("1"));
        await().atMost(5, SECONDS)
                .ignoreExceptions()
                .untilAsserted(() -> assertNotEquals(run, result(store.store().runId())));
    }

    private static int elsewhere(String key) {
        int owner = cluster.owner(cluster.slot(key));
        return cluster.masters().stream()
                .filter(node -> node != owner)
                .findFirst()
                .orElseThrow();
    }

    private static void set(String key, int value) {
        result(store.store().send(Command.SET, key, value));
    }

    private static String get(String key) {
        return Objects.requireNonNull(result(store.store().send(Command.GET, key)))
                .toString();
    }

    private static ScriptCall incremented(String one, String other) {
        return BOTH.call().key("one", one).key("other", other);
    }

    private static int both(String one, String other) {
        return Objects.requireNonNull(result(store.store().run(incremented(one, other))))
                .toInteger();
    }
}
