package chat.parley.store;

import io.vertx.core.Future;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.List;

/// The ways to where keys are: one Redis, or the masters of a cluster.
sealed interface RedisRoute permits SingleRedis, RedisCluster {

    /// Begins to connect and to stay connected.
    void open();

    void close();

    /// Sends a command to where `key` is; what is not about a key may go anywhere.
    ///
    /// @param append whether it goes on the lane that nothing long stands on
    Future<Response> call(boolean append, String key, Request request);

    /// Asks everyone who has keys.
    Future<List<Response>> everywhere(Request request);

    /// Everyone who has keys; fails while nobody is known.
    Future<List<RedisServerAt>> servers();

    /// Keys may only be used together when this is the same for them.
    int place(String key);

    /// The script as it is written for this kind of store.
    RedisScript form(RedisScript script);
}
