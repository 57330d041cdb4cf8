package chat.parley.backplane;

import static chat.parley.kit.Store.result;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.dev.OwnCluster;
import chat.parley.dev.OwnRedis;
import chat.parley.kit.Store;
import chat.parley.store.RedisScript;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.redis.client.Command;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Topics that some threads unsubscribe from while others subscribe, from many threads at once.
final class GivenUpTopicsTest {
    private static final int THREADS = 8;
    private static final int TOPICS = 5;
    private static final int ROUNDS = 400;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String TELL =
            "local topic = KEYS[1] local word = ARGV[1] return redis.call('%s', topic, word)";
    private static final RedisScript SAYING = new RedisScript(
            TELL.formatted("PUBLISH"),
            "3".repeat(40),
            Optional.of(new RedisScript(TELL.formatted("SPUBLISH"), "4".repeat(40))));

    private static final class Listener implements TopicListener {
        private final Map<String, Integer> heard = new ConcurrentHashMap<>();

        @Override
        public void receive(byte[] text) {
            heard.merge(new String(text, StandardCharsets.UTF_8), 1, Integer::sum);
        }

        private int times(String word) {
            return heard.getOrDefault(word, 0);
        }
    }

    @Test
    void wantedTopicIsConfirmedAndReceivesPublications() {
        try (OwnRedis redis = new OwnRedis();
                Store store = new Store(redis.address())) {
            comeAndGo(store);
            await().untilAsserted(() -> assertEquals("[]", store.text(Command.PUBSUB, "CHANNELS", "parley:*")));
        }
    }

    @Test
    @Tag("slow")
    void wantedTopicOfAClusterIsConfirmedAndReceivesPublications() {
        try (OwnCluster cluster = new OwnCluster("topics that are given up");
                Store store = new Store(cluster)) {
            comeAndGo(store);
        }
    }

    @Test
    void unsubscribingOnTheBackplaneThreadKeepsOtherSubscriptions() {
        try (OwnRedis redis = new OwnRedis();
                Store store = new Store(redis.address());
                Heard pod = new Heard(store)) {
            Listener first = new Listener();
            Listener second = new Listener();
            for (int i = 0; i < 50; i++) {
                String topic = "parley:overtaken:" + i;
                result(pod.backplane.subscribe(topic, first));
                Promise<Void> asked = Promise.promise();
                CountDownLatch givenUp = new CountDownLatch(1);
                pod.backplane.loop().runOnContext(_ -> {
                    awaits(givenUp);
                    pod.backplane.subscribe(topic, second).onComplete(asked);
                });
                // Earlier in time, and yet behind it in the loop's queue.
                pod.backplane.unsubscribe(topic, first);
                givenUp.countDown();
                result(asked.future());
                result(store.store().publish(topic, topic));
                await().atMost(PATIENCE).until(() -> second.times(topic) == 1);
                assertEquals(0, first.times(topic));
            }
        }
    }

    private record Heard(RedisBackplane backplane) implements AutoCloseable {
        private Heard(Store store) {
            this(store.backplane());
        }

        @Override
        public void close() {
            backplane.close();
        }
    }

    private static void awaits(CountDownLatch latch) {
        try {
            assertTrue(latch.await(10, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static void comeAndGo(Store store) {
        try (Heard pod = new Heard(store)) {
            List<Future<List<String>>> all = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                Random random = new Random(i);
                Promise<List<String>> done = Promise.promise();
                all.add(done.future());
                // One of them on the backplane's own thread.
                var loop = i == 0 ? pod.backplane.loop() : store.vertx().getOrCreateContext();
                List<String> mistakes = new ArrayList<>();
                loop.runOnContext(_ ->
                        round(store, pod.backplane, random, ROUNDS, mistakes).onComplete(_ -> done.complete(mistakes)));
            }
            all.forEach(one -> assertEquals(List.of(), resultWithin(one)));
            await().atMost(PATIENCE).until(pod.backplane::up);
        }
    }

    private static <T> T resultWithin(Future<T> future) {
        await().atMost(Duration.ofMinutes(1)).until(future::isComplete);
        return future.result();
    }

    /// Subscribes to a topic, receives what is published there, and unsubscribes; or unsubscribes before the
    /// subscription is confirmed.
    private static Future<Void> round(
            Store store, RedisBackplane backplane, Random random, int left, List<String> mistakes) {
        if (left == 0) {
            return Future.succeededFuture();
        }
        String topic = "parley:{topic-" + random.nextInt(TOPICS) + "}:feed";
        Listener listener = new Listener();
        Future<Void> confirmed = backplane.subscribeInSlot(topic, listener);
        if (random.nextBoolean()) {
            backplane.unsubscribe(topic, listener);
            return later(store).compose(_ -> round(store, backplane, random, left - 1, mistakes));
        }
        String word = topic + " " + left + " " + System.identityHashCode(listener);
        return within(store, confirmed)
                .compose(
                        _ -> store.store().run(SAYING.call().key("topic", topic).arg("word", word)))
                .compose(_ -> heard(store, listener, word, System.nanoTime()))
                .onFailure(failure -> mistakes.add(topic + ": " + failure.getMessage()))
                .otherwiseEmpty()
                .onComplete(_ -> backplane.unsubscribe(topic, listener))
                .compose(_ -> round(store, backplane, random, left - 1, mistakes));
    }

    private static Future<Void> within(Store store, Future<Void> confirmed) {
        Promise<Void> done = Promise.promise();
        confirmed.onComplete(result -> {
            if (result.succeeded()) {
                done.tryComplete();
            } else {
                done.tryFail(result.cause());
            }
        });
        store.vertx().setTimer(PATIENCE.toMillis(), _ -> done.tryFail("it was not confirmed"));
        return done.future();
    }

    private static Future<Void> heard(Store store, Listener listener, String word, long since) {
        if (listener.times(word) == 1) {
            return Future.succeededFuture();
        }
        if (System.nanoTime() - since > PATIENCE.toNanos()) {
            return Future.failedFuture("it was not heard");
        }
        return later(store).compose(_ -> heard(store, listener, word, since));
    }

    private static Future<Void> later(Store store) {
        Promise<Void> done = Promise.promise();
        store.vertx().setTimer(1, _ -> done.complete());
        return done.future();
    }
}
