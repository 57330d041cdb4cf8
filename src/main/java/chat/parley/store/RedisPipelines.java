package chat.parley.store;

import io.vertx.core.impl.ContextInternal;
import io.vertx.core.impl.VertxInternal;
import java.util.Optional;
import org.jboss.logging.Logger;

/// Two connections to one server, for writes and for reads, so that a long reply (a page of history) never
/// delays a message being sent. The server counts as reachable again once both are open; as soon as one is,
/// the other does not wait for its next attempt.
final class RedisPipelines {
    private static final Logger LOG = Logger.getLogger(RedisPipelines.class);

    private final StoreLinks links;
    private final Optional<String> node;
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
        this.links = links;
        this.node = node;
        writing = new RedisPipeline(vertx, context, clients, config, links, node);
        reading = new RedisPipeline(vertx, context, clients, config, links, node);
    }

    void open() {
        writing.open(this::connected);
        reading.open(this::connected);
    }

    void close() {
        writing.close();
        reading.close();
    }

    RedisPipeline pipeline(boolean append) {
        return append ? writing : reading;
    }

    /// Runs on the context of both.
    private void connected() {
        if (!writing.connected()) {
            writing.connectNow();
        } else if (!reading.connected()) {
            reading.connectNow();
        } else if (links.connected(node.orElse(""))) {
            LOG.infof("%s is reachable again", RedisPipeline.name(node));
        }
    }
}
