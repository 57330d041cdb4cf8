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
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Opens connections of our own with the configuration of `quarkus.redis.*`, outside Quarkus' pool: the pool has few
/// connections and a small queue, and a subscription taken from it never comes back after a restart of Redis.
@Singleton
public class RedisClients implements RedisOptionsCustomizer {

    /// A server that hangs, or a network that swallows everything, takes a connection and says nothing.
    private static final long PATIENCE_MS = 5_000;
    /// As which our connections are measured. Quarkus' own client, which has the configured name, is measured before
    /// the
    /// filters of meters are there (`chat.parley.metrics`).
    private static final String MEASURED_AS = "parley";

    private volatile @Nullable RedisOptions options;

    /// Quarkus calls this while it makes its own client; the options are what the operator configured.
    @Override
    public void customize(String clientName, RedisOptions configured) {
        options = new RedisOptions(configured);
    }

    /// Whether the store is a cluster (`quarkus.redis.client-type=cluster`).
    public boolean clustered() {
        RedisOptions configured = options;
        return configured != null && configured.getType() == RedisClientType.CLUSTER;
    }

    /// The nodes that are configured, as `host:port`.
    List<String> nodes() {
        RedisOptions configured = options;
        return configured == null
                ? List.of()
                : configured.getEndpoints().stream().map(ClusterNode::of).toList();
    }

    /// A new connection, bound to the event loop of `context`; each has a client of its own, because a connection
    /// that hangs can only be cut by closing its client.
    ///
    /// @param node of a cluster, reached as the configured ones are; empty for the one Redis that is configured
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
                            "it took the connection, but did not answer the greeting within " + PATIENCE_MS + " ms")));
            connected.future().onComplete(_ -> vertx.cancelTimer(patience)).onFailure(_ -> client.close());
            client.connect()
                    .onSuccess(connection -> connected.tryComplete(new RedisLink(client, connection)))
                    .onFailure(connected::tryFail);
        });
        return connected.future();
    }
}
