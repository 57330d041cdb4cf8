package chat.parley.store;

import io.quarkus.redis.client.RedisOptionsCustomizer;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisClientType;
import io.vertx.redis.client.RedisOptions;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Opens our own connections with the configuration of `quarkus.redis.*`, outside Quarkus' pool: the pool has
/// few connections and a small queue, and a subscription on its connections is not restored after a restart
/// of Redis.
@Singleton
public class RedisClients implements RedisOptionsCustomizer {

    /// For a server that hangs, or a network that drops everything: the connection opens, but nobody answers.
    private static final long PATIENCE_MS = 5_000;
    /// The name of our connections in metrics. Quarkus' own client has the configured name and registers its
    /// meters before the meter filters exist (`chat.parley.metrics`).
    private static final String MEASURED_AS = "parley";

    private final KeyPrefix prefix;
    private volatile @Nullable RedisOptions options;

    @Inject
    public RedisClients(KeyPrefix prefix) {
        this.prefix = prefix;
    }

    /// What the keys and channels begin with that these connections use.
    public KeyPrefix prefix() {
        return prefix;
    }

    /// Quarkus calls this when it creates its own client; the options are what the operator configured.
    @Override
    public void customize(String clientName, RedisOptions configured) {
        options = new RedisOptions(configured);
    }

    /// Whether the store is a cluster (`quarkus.redis.client-type=cluster`).
    public boolean clustered() {
        RedisOptions configured = options;
        return configured != null && configured.getType() == RedisClientType.CLUSTER;
    }

    /// The configured nodes, as `host:port`.
    List<String> nodes() {
        RedisOptions configured = options;
        return configured == null
                ? List.of()
                : configured.getEndpoints().stream().map(ClusterNode::of).toList();
    }

    /// A new connection, bound to the event loop of `context`; each has a client of its own, because a
    /// connection that hangs can only be cut by closing its client.
    ///
    /// @param node of a cluster, with the configured scheme and credentials; empty for the single configured
    /// Redis
    public Future<RedisLink> connect(Vertx vertx, Context context, int pipeline, Optional<String> node) {
        RedisOptions configured = options;
        if (configured == null) {
            return Future.failedFuture(
                    new IllegalStateException(
                            "expected quarkus.redis.hosts (or REDIS_URL) to name the store, but no Redis client was configured"));
        }
        RedisOptions own = new RedisOptions(configured)
                .setNetClientOptions(
                        new NetClientOptions(configured.getNetClientOptions()).setMetricsName("redis|" + MEASURED_AS))
                .setPoolName(MEASURED_AS)
                .setMaxPoolSize(1)
                .setMaxPoolWaiting(1)
                .setMaxWaitingHandlers(pipeline);
        node.ifPresent(at -> own.setType(RedisClientType.STANDALONE)
                .setEndpoints(List.of(ClusterNode.like(configured.getEndpoint(), at))));
        Promise<RedisLink> connected = Promise.promise();
        context.runOnContext(_ -> {
            Redis client = Redis.createClient(vertx, own);
            long patience = vertx.setTimer(
                    PATIENCE_MS,
                    _ -> connected.tryFail(new StoreUnavailable(
                            "it accepted the connection, but did not answer HELLO within " + PATIENCE_MS + " ms")));
            connected.future().onComplete(_ -> vertx.cancelTimer(patience)).onFailure(_ -> client.close());
            client.connect()
                    .onSuccess(connection -> connected.tryComplete(new RedisLink(client, connection)))
                    .onFailure(connected::tryFail);
        });
        return connected.future();
    }
}
