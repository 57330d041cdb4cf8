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

/// Who has which slot of a cluster: asked of one node after the other, now and then, and often while somebody doubts
/// it. Does nothing where the store is one Redis. May be called from any thread.
@Singleton
public final class RedisTopology {

    private static final Logger LOG = Logger.getLogger(RedisTopology.class);
    private static final long OFTEN_MS = 200;
    /// What nobody runs into (a new master, a slot of quiet rooms) is known within this time.
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

    /// The client itself is not used: asking for it makes Quarkus read the configuration that [RedisClients] takes
    /// over.
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

    /// Whether there is more than one to know of.
    public boolean clustered() {
        return clients.clustered();
    }

    /// Begins to ask.
    public void open() {
        context.emit(_ -> {
            if (clustered() && !open) {
                open = true;
                doubted = true;
                timer = vertx.setPeriodic(OFTEN_MS, _ -> context.emit(_ -> look()));
                look();
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

    /// Tells each map that is heard of, changed or not, and the present one at once; on a loop of its own.
    public void watch(Consumer<RedisSlots> watcher) {
        context.emit(_ -> {
            watchers.add(watcher);
            if (map != null) {
                watcher.accept(map);
            }
        });
    }

    /// Why nobody could be asked; empty while somebody answers.
    public Optional<String> trouble() {
        return trouble;
    }

    /// Somebody found a node away, or not to have what it should.
    public void doubt() {
        context.emit(_ -> doubted = true);
    }

    /// A node said who has this slot now.
    ///
    /// @param told `host:port`; a host that is missing is that of `by`
    public void moved(int slot, String told, String by) {
        String master = RedisSlots.node(told, by);
        context.emit(_ -> {
            doubted = true;
            if (map != null && !map.master(slot).equals(Optional.of(master))) {
                tell(map.moved(slot, master));
            }
        });
    }

    private void look() {
        boolean due = doubted || System.nanoTime() - answered > SELDOM_NANOS;
        if (open && due && !asking) {
            asking = true;
            ask();
        }
    }

    /// One that is cut off from the others does not know it: whoever doubts is told by another one.
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
                .onSuccess(slots -> context.emit(_ -> heard(slots)))
                .onFailure(failure -> context.emit(_ -> unheard(node, failure)));
    }

    private Set<String> candidates() {
        Set<String> nodes = new LinkedHashSet<>();
        if (map != null) {
            nodes.addAll(map.nodes());
        }
        nodes.addAll(clients.nodes());
        return nodes;
    }

    private void heard(RedisSlots slots) {
        asking = false;
        doubted = false;
        unanswered = 0;
        answered = System.nanoTime();
        trouble = Optional.empty();
        tell(slots);
    }

    private void unheard(String node, Throwable failure) {
        asking = false;
        doubted = true;
        // A wrong setting has to be read, and that nobody answers; one node that is away, or a storm of lines, not.
        boolean news =
                map == null ? unanswered == 0 : unanswered == candidates().size();
        String why = why(failure);
        if (map == null) {
            trouble = Optional.of(why);
        }
        LOG.logf(
                news ? Level.WARN : Level.DEBUG,
                "Expected the Redis at %s to answer CLUSTER SLOTS as a node of a cluster (quarkus.redis.client-type,"
                        + " quarkus.redis.hosts): %s",
                node,
                why);
        unanswered++;
    }

    private static String why(Throwable failure) {
        String why = RedisFailure.why(failure);
        return RedisErrorCode.of(why).equals(Optional.of(RedisErrorCode.NOPERM))
                ? MissingFeature.of("CLUSTER SLOTS", why).text()
                : why;
    }

    private void tell(RedisSlots slots) {
        map = slots;
        watchers.forEach(watcher -> watcher.accept(slots));
    }
}
