package chat.parley.kit;

import chat.parley.backplane.RedisBackplane;
import chat.parley.dev.OwnCluster;
import chat.parley.store.KeyPrefix;
import chat.parley.store.RedisClients;
import chat.parley.store.RedisScript;
import chat.parley.store.RedisStore;
import chat.parley.store.StoreConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.RedisClientType;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Response;
import java.net.URI;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/// The connections to a real Redis, as a pod has them, assembled by hand; and one without the limits of a
/// pod's rights, for what a test inspects or breaks itself.
public final class Store implements AutoCloseable {
    /// A script whose digest no Redis knows, so that it is always sent in full.
    private static final RedisScript NOTHING = new RedisScript("return 1", "0".repeat(40));

    private final Vertx vertx = Vertx.vertx();
    private final RedisClients clients = new RedisClients(KeyPrefix.USUAL);
    private final RedisStore store;
    private final RedisStore operator;

    public Store(URI redis) {
        this(
                new RedisOptions().setConnectionString(redis.toString()),
                new RedisOptions().setConnectionString("redis://" + redis.getHost() + ":" + redis.getPort()));
    }

    public Store(OwnCluster cluster) {
        this(cluster(cluster.hosts()), cluster(cluster.operatorHosts()));
    }

    private static RedisOptions cluster(String hosts) {
        return new RedisOptions().setType(RedisClientType.CLUSTER).setEndpoints(List.of(hosts.split(",", -1)));
    }

    private Store(RedisOptions pod, RedisOptions unlimited) {
        clients.customize("test", pod);
        store = opened(clients);
        RedisClients operators = new RedisClients(KeyPrefix.USUAL);
        operators.customize("operator", unlimited);
        operator = opened(operators);
        answers();
    }

    private RedisStore opened(RedisClients by) {
        RedisStore opened = new RedisStore(vertx, by, Settings.of(StoreConfig.class));
        opened.open();
        return opened;
    }

    /// Waits until Redis answers on all connections, for the first time or again.
    public void answers() {
        Awaitility.await()
                .ignoreExceptions()
                .atMost(10, TimeUnit.SECONDS)
                .until(() -> asks(Command.PING) != null
                        && result(store.send(Command.PING)) != null
                        && result(store.append(NOTHING.call())) != null);
    }

    public Vertx vertx() {
        return vertx;
    }

    public RedisClients clients() {
        return clients;
    }

    public RedisStore store() {
        return store;
    }

    /// A pod's pub/sub on these connections, opened; the caller closes it.
    public RedisBackplane backplane() {
        RedisBackplane backplane = new RedisBackplane(vertx, clients, new SimpleMeterRegistry());
        backplane.open();
        return backplane;
    }

    /// Runs one command without the limits of a pod's rights, and returns its answer.
    public @Nullable Response asks(Command command, Object... args) {
        return result(operator.send(command, args));
    }

    /// The same, as text; `""` if there is none.
    public String text(Command command, Object... args) {
        Response answer = asks(command, args);
        return answer == null ? "" : answer.toString();
    }

    /// The result of a future within ten seconds. A failure is thrown as it is.
    public static <T> T result(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new AssertionError(e);
        } catch (TimeoutException e) {
            throw new AssertionError("expected an answer within 10 s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        store.close();
        operator.close();
        result(vertx.close());
    }
}
