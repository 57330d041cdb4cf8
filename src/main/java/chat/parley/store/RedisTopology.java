package chat.parley.store;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.impl.VertxInternal;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jboss.logging.Logger.Level;
import org.jspecify.annotations.Nullable;

/// Tracks which node owns which slot of a cluster: asks one node after the other, rarely, and often while the
/// map is in doubt. Does nothing with a single Redis. Thread-safe.
@Singleton
public final class RedisTopology {

    private static final Logger LOG = Logger.getLogger(RedisTopology.class);
    private static final long OFTEN_MS = 200;
    /// Changes that no command runs into (a new master, a slot of quiet rooms) are known within this time.
    private static final long SELDOM_NANOS = 2_000_000_000L;

    private static final long PATIENCE_MS = 1_000;
    private static final int COMMANDS = 4;

    private final VertxInternal vertx;
    private final ContextInternal context;
    private final RedisClients clients;
    private final List<Consumer<RedisSlots>> watchers = new CopyOnWriteArrayList<>();
    private @Nullable RedisSlots map;
    private boolean open;
    private boolean doubted;
    private boolean asking;
    private int unanswered;
    private long answered;
    private long timer;
    private int turn;
    private volatile Optional<String> trouble = Optional.empty();

    /// The client itself is unused: injecting it makes Quarkus pass its configuration to [RedisClients].
    @Inject
    public RedisTopology(Vertx vertx, Redis unused, RedisClients clients) {
        this(vertx, clients);
    }

    /// Without Quarkus; `open` is called by hand.
    public RedisTopology(Vertx vertx, RedisClients clients) {
        this.vertx = (VertxInternal) vertx;
        this.context = this.vertx.createEventLoopContext();
        this.clients = clients;
    }

    /// Whether the store is a cluster.
    public boolean clustered() {
        return clients.clustered();
    }

    /// Starts to ask.
    public void open() {
        context.emit(_ -> {
            if (clustered() && !open) {
                open = true;
                doubted = true;
                timer = vertx.setPeriodic(OFTEN_MS, _ -> context.emit(_ -> askIfDue()));
                askIfDue();
            }
        });
    }

    @PreDestroy
    public void close() {
        context.emit(_ -> {
            open = false;
            vertx.cancelTimer(timer);
        });
    }

    /// Calls `watcher` with each received map, changed or not, and with the current one at once; on its own
    /// event loop.
    public void watch(Consumer<RedisSlots> watcher) {
        context.emit(_ -> {
            watchers.add(watcher);
            if (map != null) {
                watcher.accept(map);
            }
        });
    }

    /// Why no node answers; empty if one does.
    public Optional<String> trouble() {
        return trouble;
    }

    /// Reports that a node is unreachable or does not own what the map says.
    public void doubt() {
        context.emit(_ -> doubted = true);
    }

    /// Reports a node's redirection of this slot.
    ///
    /// @param owner `host:port` of the new owner; a missing host is that of `reporter`
    public void moved(int slot, String owner, String reporter) {
        String master = RedisSlots.node(owner, reporter);
        context.emit(_ -> {
            doubted = true;
            if (map != null && !map.master(slot).equals(Optional.of(master))) {
                publish(map.moved(slot, master));
            }
        });
    }

    private void askIfDue() {
        boolean due = doubted || System.nanoTime() - answered > SELDOM_NANOS;
        if (open && due && !asking) {
            asking = true;
            ask();
        }
    }

    /// Asks another node each time: a node that is cut off from the others does not know it.
    private void ask() {
        List<String> nodes = List.copyOf(candidates());
        String node = nodes.get(Math.floorMod(turn++, nodes.size()));
        Promise<RedisSlots> answer = Promise.promise();
        long patience = vertx.setTimer(
                PATIENCE_MS, _ -> answer.tryFail(new StoreUnavailable("no answer within " + PATIENCE_MS + " ms")));
        clients.connect(vertx, context, COMMANDS, Optional.of(node))
                .compose(link -> {
                    answer.future().onComplete(_ -> link.cut());
                    return link.connection()
                            .send(Request.cmd(Command.CLUSTER).arg("SLOTS"))
                            .map(slots -> RedisSlots.read(slots, node));
                })
                .compose(slots -> slots.masters().isEmpty()
                        ? Future.failedFuture(new StoreUnavailable("no master has any slot"))
                        : Future.succeededFuture(slots))
                .onComplete(result -> {
                    if (result.succeeded()) {
                        answer.tryComplete(result.result());
                    } else {
                        answer.tryFail(result.cause());
                    }
                });
        answer.future()
                .onComplete(_ -> vertx.cancelTimer(patience))
                .onSuccess(slots -> context.emit(_ -> received(slots)))
                .onFailure(failure -> context.emit(_ -> failed(node, failure)));
    }

    private Set<String> candidates() {
        Set<String> nodes = new LinkedHashSet<>();
        if (map != null) {
            nodes.addAll(map.nodes());
        }
        nodes.addAll(clients.nodes());
        return nodes;
    }

    private void received(RedisSlots slots) {
        asking = false;
        doubted = false;
        unanswered = 0;
        answered = System.nanoTime();
        trouble = Optional.empty();
        publish(slots);
    }

    private void failed(String node, Throwable failure) {
        asking = false;
        doubted = true;
        // Warn of a wrong setting, or if no node answers; not of a single unreachable node, and not repeatedly.
        boolean warn =
                map == null ? unanswered == 0 : unanswered == candidates().size();
        String why = why(failure);
        if (map == null) {
            trouble = Optional.of(why);
        }
        LOG.logf(
                warn ? Level.WARN : Level.DEBUG,
                "Expected the Redis at %s to answer CLUSTER SLOTS as a node of a cluster (quarkus.redis.client-type,"
                        + " quarkus.redis.hosts): %s",
                node,
                why);
        unanswered++;
    }

    private String why(Throwable failure) {
        String why = RedisFailure.why(failure);
        return RedisErrorCode.of(why).equals(Optional.of(RedisErrorCode.NOPERM))
                ? MissingFeature.of(clients.prefix(), "CLUSTER SLOTS", why).text()
                : why;
    }

    private void publish(RedisSlots slots) {
        map = slots;
        watchers.forEach(watcher -> watcher.accept(slots));
    }
}
