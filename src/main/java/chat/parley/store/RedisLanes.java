package chat.parley.store;

import io.vertx.core.impl.ContextInternal;
import io.vertx.core.impl.VertxInternal;
import java.util.Optional;

/// The two connections to one server, so that a long reply (a page of history) never stands in front of a message being
/// sent.
final class RedisLanes {
    private final RedisLane writing;
    private final RedisLane reading;

    /// @param node of a cluster; empty for the one Redis that is configured
    RedisLanes(
            VertxInternal vertx,
            ContextInternal context,
            RedisClients clients,
            StoreConfig config,
            StoreLinks links,
            Optional<String> node) {
        writing = new RedisLane(vertx, context, clients, config, links, node);
        reading = new RedisLane(vertx, context, clients, config, links, node);
    }

    void open() {
        writing.open();
        reading.open();
    }

    void close() {
        writing.close();
        reading.close();
    }

    RedisLane lane(boolean append) {
        return append ? writing : reading;
    }
}
