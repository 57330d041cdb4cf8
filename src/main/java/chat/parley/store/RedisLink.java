package chat.parley.store;

import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;

/// One open connection and the client that exists for it alone.
public final class RedisLink {

    private final Redis client;
    private final RedisConnection connection;

    RedisLink(Redis client, RedisConnection connection) {
        this.client = client;
        this.connection = connection;
    }

    public RedisConnection connection() {
        return connection;
    }

    /// Cuts the connection, also one that hangs; commands under way fail.
    public void cut() {
        client.close();
    }
}
