package chat.parley.store;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.impl.VertxInternal;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.random.RandomGenerator;
import org.jboss.logging.Logger;
import org.jboss.logging.Logger.Level;
import org.jspecify.annotations.Nullable;

/// One pipelined connection to Redis that reconnects by itself. Commands run in the order of their calls;
/// each is answered within the deadline, on the caller's own context, or fails with [StoreUnavailable].
/// Thread-safe.
final class RedisPipeline {

    private static final Logger LOG = Logger.getLogger(RedisPipeline.class);
    private static final long SWEEP_MS = 250;
    /// After this many deadlines without an answer the connection is considered dead.
    private static final int DEAD_AFTER = 3;

    private static final long NO_TIMER = -1;

    private record Waiting(long since, Promise<Response> answer) {}

    private final VertxInternal vertx;
    private final ContextInternal context;
    private final RedisClients clients;
    private final StoreConfig config;
    private final StoreLinks links;
    private final Optional<String> node;
    private final Backoff backoff = new Backoff(RandomGenerator.getDefault());
    private final ArrayDeque<Waiting> pending = new ArrayDeque<>();
    private Runnable whenConnected = () -> {};
    private @Nullable RedisLink link;
    private boolean open;
    private long sweeping = NO_TIMER;
    private long retrying = NO_TIMER;

    /// @param node of a cluster; empty for the single configured Redis
    RedisPipeline(
            VertxInternal vertx,
            ContextInternal context,
            RedisClients clients,
            StoreConfig config,
            StoreLinks links,
            Optional<String> node) {
        this.vertx = vertx;
        this.context = context;
        this.clients = clients;
        this.config = config;
        this.links = links;
        this.node = node;
    }

    /// @param whenConnected runs on the pipeline's context after each connection
    void open(Runnable whenConnected) {
        context.emit(_ -> {
            open = true;
            this.whenConnected = whenConnected;
            connect();
            sweeping = vertx.setPeriodic(SWEEP_MS, _ -> context.emit(_ -> sweep()));
        });
    }

    /// Whether there is a connection; on the pipeline's context only.
    boolean connected() {
        return link != null;
    }

    /// Ends the pause before the next attempt to connect, if there is one; on the pipeline's context only.
    void connectNow() {
        backoff.reset();
        if (vertx.cancelTimer(retrying)) {
            connect();
        }
    }

    void close() {
        context.emit(_ -> {
            open = false;
            vertx.cancelTimer(sweeping);
            vertx.cancelTimer(retrying);
            links.left(server());
            drop();
        });
    }

    Future<Response> call(Request request) {
        Promise<Response> answer = vertx.promise();
        return onContext(() -> write(request, answer), answer);
    }

    /// Sends ASKING and the command to a node that is importing the slot; no other command gets between the
    /// two.
    Future<Response> asking(Request request) {
        Promise<Response> answer = vertx.promise();
        return onContext(
                () -> {
                    write(Request.cmd(Command.ASKING), Promise.promise());
                    write(request, answer);
                },
                answer);
    }

    /// While a pod ends, its event loops do so one after another: timers of one may still use the pipeline of
    /// another.
    private Future<Response> onContext(Runnable task, Promise<Response> answer) {
        try {
            context.emit(_ -> task.run());
            return answer.future();
        } catch (RejectedExecutionException e) {
            return Future.failedFuture(new StoreUnavailable("this pod is ending", true));
        }
    }

    private String server() {
        return node.orElse("");
    }

    private String name() {
        return name(node);
    }

    static String name(Optional<String> node) {
        return node.map(at -> "Redis at " + at).orElse("Redis");
    }

    private void write(Request request, Promise<Response> answer) {
        RedisLink current = link;
        if (current == null) {
            answer.fail(new StoreUnavailable("there is no connection to " + name(), true));
            return;
        }
        if (pending.size() >= config.pipeline() || waited() > config.deadline().toNanos()) {
            answer.fail(new StoreUnavailable("Redis is slow: " + pending.size()
                    + " commands are waiting (parley.store.pipeline, parley.store.deadline)"));
            return;
        }
        Waiting waiting = new Waiting(System.nanoTime(), answer);
        pending.add(waiting);
        current.connection().send(request).onComplete(result -> {
            pending.remove(waiting);
            try {
                answer(answer, result);
            } catch (RuntimeException mistake) {
                LOG.error("Unexpected error while handling an answer of Redis", mistake);
            }
        });
    }

    /// Exceptions of waiting callers must not reach the client's parser: it would lose its place among the
    /// answers.
    private static void answer(Promise<Response> answer, AsyncResult<Response> result) {
        if (result.succeeded()) {
            answer.tryComplete(result.result());
        } else {
            answer.tryFail(RedisFailure.of(result.cause()));
        }
    }

    /// How long the oldest command has been waiting, in nanoseconds.
    private long waited() {
        Waiting oldest = pending.peek();
        return oldest == null ? 0 : System.nanoTime() - oldest.since();
    }

    private void sweep() {
        long now = System.nanoTime();
        long deadline = config.deadline().toNanos();
        if (waited() > DEAD_AFTER * deadline) {
            LOG.warnf("%s has not answered for %d s; reconnecting", name(), waited() / 1_000_000_000);
            lost(link);
            return;
        }
        for (Waiting waiting : pending) {
            if (now - waiting.since() <= deadline) {
                return;
            }
            waiting.answer()
                    .tryFail(new StoreUnavailable("Redis did not answer within "
                            + config.deadline().toMillis() + " ms (parley.store.deadline)"));
        }
    }

    private void connect() {
        if (open) {
            clients.connect(vertx, context, config.pipeline() + 1, node)
                    .onSuccess(fresh -> context.emit(_ -> connected(fresh)))
                    .onFailure(failure -> context.emit(_ -> retryLater(failure)));
        }
    }

    private void connected(RedisLink fresh) {
        if (!open) {
            fresh.cut();
            return;
        }
        backoff.reset();
        fresh.connection().exceptionHandler(failure -> context.emit(_ -> lost(fresh)));
        fresh.connection().endHandler(end -> context.emit(_ -> lost(fresh)));
        link = fresh;
        whenConnected.run();
    }

    private void retryLater(Throwable failure) {
        if (!open) {
            return;
        }
        String why = RedisFailure.why(failure);
        // Warn once per outage: the operator must see a wrong password or certificate, but no flood of lines.
        LOG.logf(
                links.unreachable(server(), why) ? Level.WARN : Level.DEBUG,
                "%s is unreachable, retrying: %s",
                name(),
                why);
        connectLater();
    }

    private void connectLater() {
        retrying = vertx.setTimer(backoff.nextMillis(), _ -> context.emit(_ -> connect()));
    }

    private void lost(@Nullable RedisLink old) {
        if (old != null && link == old) {
            drop();
            connectLater();
        }
    }

    private void drop() {
        RedisLink old = link;
        link = null;
        if (old != null) {
            old.cut();
        }
        StoreUnavailable lost = new StoreUnavailable("the connection to Redis was lost");
        for (Waiting waiting : pending) {
            waiting.answer().tryFail(lost);
        }
        pending.clear();
    }
}
