package chat.parley.store;

import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;

/// An open connection and the client created for it alone.
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

    /// Closes the connection, even if it hangs; pending commands fail.
    public void cut() {
        client.close();
    }
}
