package chat.parley.backplane;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertFalse;

import chat.parley.dev.OwnCluster;
import chat.parley.dev.OwnRedis;
import chat.parley.kit.Store;
import chat.parley.store.MissingFeature;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.redis.client.Command;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What is detected about a real Redis, and about each master of a real cluster, while rights are revoked and
/// granted.
@Tag("slow")
final class StoreFitnessTest {
    private static final TopicListener NOBODY = _ -> {};

    private static final class Pod implements AutoCloseable {
        private final RedisBackplane backplane;
        private final StoreFitness fitness;

        private Pod(Store store) {
            var meters = new SimpleMeterRegistry();
            backplane = new RedisBackplane(store.vertx(), store.clients(), meters);
            fitness = new StoreFitness(store.vertx(), store.store(), backplane, meters);
            backplane.open();
            fitness.open();
        }

        private void isFit() {
            await().atMost(10, SECONDS).until(fitness::fit);
        }

        private void lacks(String words) {
            await().atMost(10, SECONDS)
                    .until(() ->
                            fitness.lack().map(MissingFeature::text).orElse("").contains(words));
            assertFalse(fitness.fit());
        }

        @Override
        public void close() {
            backplane.close();
        }
    }

    @Test
    void refusedSubscriptionRecoversWithThePermission() {
        try (OwnRedis redis = new OwnRedis();
                Store store = new Store(redis.address());
                Pod pod = new Pod(store)) {
            var heard = pod.backplane.subscribe("parley:topic", _ -> {});
            pod.isFit();
            redis.ask("ACL SETUSER parley -subscribe");
            pod.backplane.subscribe("parley:unwanted", NOBODY);
            pod.lacks("the right to run SUBSCRIBE (ACL rule +subscribe)");
            pod.backplane.unsubscribe("parley:unwanted", NOBODY);
            pod.isFit();
            redis.ask("CLIENT KILL TYPE pubsub");
            pod.lacks("the right to run SUBSCRIBE (ACL rule +subscribe)");
            redis.ask("ACL SETUSER parley +subscribe");
            pod.isFit();
            Store.result(heard);
        }
    }

    @Test
    void unwantedPublicationIsIgnored() {
        try (OwnRedis redis = new OwnRedis();
                Store store = new Store(redis.address());
                Pod pod = new Pod(store)) {
            Store.result(pod.backplane.subscribe("parley:unwanted", NOBODY));
            pod.isFit();
            redis.ask("ACL SETUSER parley -unsubscribe");
            pod.backplane.unsubscribe("parley:unwanted", NOBODY);
            Store.result(pod.backplane.subscribe("parley:wanted", _ -> {}));
            // Answers arrive in the order of the requests: it was refused before this one was confirmed.
            pod.isFit();
        }
    }

    @Test
    void everyMasterOfAClusterIsProbed() {
        try (OwnCluster cluster = new OwnCluster("what each master of a cluster does", 3, false);
                Store store = new Store(cluster);
                Pod pod = new Pod(store)) {
            pod.isFit();
            int last = cluster.masters().getLast();
            for (String right : new String[] {"info", "spublish", "xadd"}) {
                cluster.tell(last, "ACL SETUSER parley -" + right);
                cluster.tell(last, "CLIENT KILL USER parley");
                pod.lacks("(ACL rule +" + right + ")");
                cluster.tell(last, "ACL SETUSER parley +" + right);
                pod.isFit();
            }
            cluster.tell(last, "CONFIG SET maxmemory 1");
            // A refusal is investigated at once.
            for (int i = 0; i < 16; i++) {
                store.store().send(Command.SET, "parley:written:" + i, "1");
            }
            pod.lacks("full (maxmemory)");
            cluster.tell(last, "CONFIG SET maxmemory 0");
            pod.isFit();
            cluster.tell(last, "ACL SETUSER parley -ssubscribe");
            cluster.tell(last, "CLIENT KILL USER parley");
            pod.lacks("(ACL rule +ssubscribe)");
            cluster.tell(last, "ACL SETUSER parley +ssubscribe");
            pod.isFit();
        }
    }
}
