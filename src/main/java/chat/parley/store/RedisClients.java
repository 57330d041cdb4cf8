package chat.parley.store;

import io.quarkus.redis.client.RedisOptionsCustomizer;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisOptions;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/// Opens connections of our own with the configuration of `quarkus.redis.*`, outside Quarkus' pool: the pool has few
/// connections and a small queue, and a subscription taken from it never comes back after a restart of Redis.
@Singleton
public class RedisClients implements RedisOptionsCustomizer {

    private volatile @Nullable RedisOptions options;

    /// Quarkus calls this while it makes its own client; the options are what the operator configured.
    @Override
    public void customize(String clientName, RedisOptions configured) {
        options = new RedisOptions(configured);
    }

    /// A new connection, bound to the event loop of `context`; each has a client of its own, because a connection
    /// that hangs can only be cut by closing its client.
    public Future<RedisLink> connect(Vertx vertx, Context context, int pipeline) {
        RedisOptions configured = options;
        if (configured == null) {
            return Future.failedFuture(
                    new IllegalStateException(
                            "expected quarkus.redis.hosts (or REDIS_URL) to name the store, but no Redis client was configured"));
        }
        RedisOptions own = new RedisOptions(configured)
                .setMaxPoolSize(1)
                .setMaxPoolWaiting(1)
                .setMaxWaitingHandlers(pipeline);
        Promise<RedisLink> connected = Promise.promise();
        context.runOnContext(_ -> {
            Redis client = Redis.createClient(vertx, own);
            client.connect()
                    .onSuccess(connection -> connected.complete(new RedisLink(client, connection)))
                    .onFailure(failure -> {
                        client.close();
                        connected.fail(failure);
                    });
        });
        return connected.future();
    }
}
