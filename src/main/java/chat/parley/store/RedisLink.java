package chat.parley.store;

import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;

/// One open connection and the client that exists for it alone.
public record RedisLink(Redis client, RedisConnection connection) {

    /// Cuts the connection, also one that hangs; commands under way fail.
    public void cut() {
        client.close();
    }
}
