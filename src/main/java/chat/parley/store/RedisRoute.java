package chat.parley.store;

import io.vertx.core.Future;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.List;

/// Routes commands to the server that holds their key: a single Redis, or a master of a cluster.
sealed interface RedisRoute permits SingleRedis, RedisCluster {

    /// Connects, and reconnects after each failure.
    void open();

    void close();

    /// Sends a command to the server that holds `key`; without a key, to any server.
    ///
    /// @param append whether it uses the connection for writes, which carries no long replies
    Future<Response> call(boolean append, String key, Request request);

    /// Sends a command to each server that holds keys.
    Future<List<Response>> everywhere(Request request);

    /// Each server that holds keys; fails while none is known.
    Future<List<RedisServerAt>> servers();

    /// One script may use several keys only if this is equal for them.
    int place(String key);

    /// The variant of the script for this kind of store.
    RedisScript form(RedisScript script);
}
