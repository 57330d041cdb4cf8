package chat.parley.store;

import io.vertx.core.impl.ContextInternal;
import io.vertx.core.impl.VertxInternal;
import java.util.Optional;

/// Two connections to one server, for writes and for reads, so that a long reply (a page of history) never
/// delays a message being sent.
final class RedisPipelines {
    private final RedisPipeline writing;
    private final RedisPipeline reading;

    /// @param node of a cluster; empty for the single configured Redis
    RedisPipelines(
            VertxInternal vertx,
            ContextInternal context,
            RedisClients clients,
            StoreConfig config,
            StoreLinks links,
            Optional<String> node) {
        writing = new RedisPipeline(vertx, context, clients, config, links, node);
        reading = new RedisPipeline(vertx, context, clients, config, links, node);
    }

    void open() {
        writing.open();
        reading.open();
    }

    void close() {
        writing.close();
        reading.close();
    }

    RedisPipeline lane(boolean append) {
        return append ? writing : reading;
    }
}
