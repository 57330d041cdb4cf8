package chat.parley.backplane;

import static chat.parley.kit.Store.result;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.dev.OwnCluster;
import chat.parley.kit.Store;
import chat.parley.store.RedisScript;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What one pod receives from a real cluster whose slots are moved and whose masters die.
@Tag("slow")
final class ClusterSubscribersTest {
    private static final Duration AGAIN_WITHIN = Duration.ofSeconds(5);
    private static final String TELL = "local key = KEYS[1] local word = ARGV[1] return redis.call('%s', '%s', word)";

    private static OwnCluster cluster;
    private static Store store;
    private static RedisBackplane backplane;

    /// A listener on a topic of a slot.
    private static final class Listener implements TopicListener {
        private final List<String> heard = new CopyOnWriteArrayList<>();
        private final AtomicInteger missed = new AtomicInteger();
        private final String topic;

        private Listener(String room) {
            topic = "parley:{" + room + "}:feed";
            result(backplane.subscribeInSlot(topic, this));
        }

        @Override
        public void receive(byte[] text) {
            heard.add(new String(text, StandardCharsets.UTF_8));
        }

        @Override
        public void missed() {
            missed.incrementAndGet();
        }

        private int slot() {
            return cluster.slot(topic);
        }

        /// Publishes something in the topic's slot, as the scripts of rooms do, and receives it.
        private void hears(String word) {
            RedisScript script = new RedisScript(
                    TELL.formatted("PUBLISH", topic),
                    "0".repeat(40),
                    Optional.of(new RedisScript(TELL.formatted("SPUBLISH", topic), "1".repeat(40))));
            await().atMost(5, SECONDS)
                    .ignoreExceptions()
                    .until(() -> result(store.store()
                                    .run(script.call().key("key", topic).arg("word", word)))
                            != null);
            await().atMost(5, SECONDS).until(() -> heard.contains(word));
        }
    }

    @BeforeAll
    static void start() {
        cluster = new OwnCluster("the backplane on a cluster");
        store = new Store(cluster);
        backplane = store.backplane();
    }

    @AfterAll
    static void end() {
        if (cluster != null) {
            backplane.close();
            store.close();
            cluster.close();
        }
    }

    @Test
    void shardedPublicationIsReceivedOnce() {
        List<Listener> listeners =
                List.of(new Listener("a"), new Listener("b"), new Listener("c"), new Listener("d"), new Listener("e"));
        listeners.forEach(listener -> listener.hears("hello"));
        listeners.forEach(listener -> assertEquals(List.of("hello"), listener.heard));
        assertTrue(backplane.up());
    }

    @Test
    void clusterWidePublicationIsReceivedFromEveryNode() {
        List<String> heard = new CopyOnWriteArrayList<>();
        result(backplane.subscribe("parley:all", text -> heard.add(new String(text, StandardCharsets.UTF_8))));
        for (String room : List.of("a", "b", "c", "d", "e", "f")) {
            RedisScript script = new RedisScript(TELL.formatted("PUBLISH", "parley:all"), "2".repeat(40));
            result(store.store()
                    .run(script.call().key("key", "parley:{" + room + "}:meta").arg("word", room)));
            await().atMost(5, SECONDS).until(() -> heard.contains(room));
        }
        assertEquals(6, heard.size());
    }

    @Test
    void topicIsResubscribedAfterItsSlotMoved() {
        Listener listener = new Listener("moves");
        listener.hears("before");
        cluster.moveAway(List.of(listener.slot()));
        await().atMost(AGAIN_WITHIN).until(() -> listener.missed.get() > 0);
        listener.hears("after");
        assertEquals(List.of("before", "after"), listener.heard);
        assertEquals(1, listener.missed.get());
    }

    @Test
    void topicIsSubscribedThoughItsSlotJustMoved() {
        for (int i = 0; i < 5; i++) {
            String room = "just-moved-" + i;
            cluster.moveAway(List.of(cluster.slot("parley:{" + room + "}:feed")));
            new Listener(room).hears("hello");
        }
    }

    @Test
    void topicIsResubscribedAfterAFailover() {
        Listener listener = new Listener("dies");
        listener.hears("before");
        int dead = cluster.owner(listener.slot());
        cluster.kill(dead);
        await().atMost(15, SECONDS)
                .pollInterval(20, MILLISECONDS)
                .until(() -> cluster.masters().size() == 3);
        await().atMost(AGAIN_WITHIN).until(() -> listener.missed.get() > 0);
        listener.hears("after");
        await().atMost(AGAIN_WITHIN).until(backplane::up);
        await().atMost(AGAIN_WITHIN).until(() -> backplane.silence().toSeconds() < 3);
    }
}
