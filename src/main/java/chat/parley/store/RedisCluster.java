package chat.parley.store;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.impl.VertxInternal;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A cluster: each command is sent to the master of its slot, over two connections as with a single Redis.
/// Redirections are followed; commands that no node accepts at the moment are retried for a while, in order.
/// Thread-safe.
final class RedisCluster implements RedisRoute {
    /// A command that no node accepts is retried for the deadline divided by this, so that retries and the
    /// last answer together stay within the 5 s of protocol.md section 2.
    private static final int PATIENCE = 4;
    /// A node that lost its slots may still answer earlier commands.
    private static final long CLOSE_MS = 5_000;

    private final VertxInternal vertx;
    private final ContextInternal context;
    private final RedisTopology topology;
    private final Function<String, RedisPipelines> connect;
    private final Map<String, RedisPipelines> nodes = new HashMap<>();
    private final Set<String> importing = new HashSet<>();
    private final SlotRetryQueues retryQueues;
    private @Nullable RedisSlots map;
    private boolean open;

    /// @param connect creates the connections to a node, which run on `context`
    RedisCluster(
            VertxInternal vertx,
            ContextInternal context,
            RedisTopology topology,
            StoreConfig config,
            Function<String, RedisPipelines> connect) {
        this.vertx = vertx;
        this.context = context;
        this.topology = topology;
        this.connect = connect;
        this.retryQueues = new SlotRetryQueues(
                config.deadline().toNanos() / PATIENCE,
                config.pipeline(),
                (millis, task) -> vertx.setTimer(millis, _ -> context.emit(_ -> task.run())),
                this::send);
    }

    @Override
    public void open() {
        context.emit(_ -> open = true);
        topology.watch(slots -> context.emit(_ -> update(slots)));
    }

    @Override
    public void close() {
        context.emit(_ -> {
            open = false;
            nodes.values().forEach(RedisPipelines::close);
            nodes.clear();
        });
    }

    @Override
    public Future<Response> call(boolean append, String key, Request request) {
        Promise<Response> answer = vertx.promise();
        RedisCall call = new RedisCall(append, Slot.of(key), request, answer);
        context.emit(_ -> {
            if (!retryQueues.joined(call)) {
                send(call);
            }
        });
        return answer.future();
    }

    @Override
    public Future<List<Response>> everywhere(Request request) {
        return servers()
                .compose(all -> Future.all(all.stream()
                                .map(server ->
                                        server.connections().pipeline(false).call(request))
                                .toList())
                        .map(done -> done.<Response>list()));
    }

    @Override
    public Future<List<RedisServerAt>> servers() {
        Promise<List<RedisServerAt>> all = vertx.promise();
        context.emit(_ -> {
            RedisSlots now = map;
            if (now == null) {
                all.fail(noMaster());
            } else {
                all.complete(now.masters().stream()
                        .map(node -> new RedisServerAt(node, now.tagAt(node), connectionsTo(node)))
                        .toList());
            }
        });
        return all.future();
    }

    @Override
    public int place(String key) {
        return Slot.of(key);
    }

    @Override
    public RedisScript form(RedisScript script) {
        return script.sharded().orElse(script);
    }

    private void update(RedisSlots slots) {
        if (!open) {
            return;
        }
        map = slots;
        Set<String> masters = slots.masters();
        masters.forEach(this::connectionsTo);
        nodes.keySet().stream()
                .filter(node -> !masters.contains(node) && !importing.contains(node))
                .toList()
                .forEach(node -> vertx.setTimer(CLOSE_MS, _ -> context.emit(_ -> disconnect(node))));
        importing.clear();
    }

    private void disconnect(String node) {
        RedisPipelines connections = nodes.get(node);
        if (connections != null && map != null && !map.masters().contains(node) && !importing.contains(node)) {
            nodes.remove(node);
            connections.close();
        }
    }

    private RedisPipelines connectionsTo(String node) {
        return nodes.computeIfAbsent(node, at -> {
            RedisPipelines fresh = connect.apply(at);
            fresh.open();
            return fresh;
        });
    }

    private void send(RedisCall call) {
        String master = map == null ? null : map.master(call.slot()).orElse(null);
        if (master == null) {
            settle(call, "", Future.failedFuture(noMaster()));
        } else {
            connectionsTo(master)
                    .pipeline(call.append())
                    .call(call.request())
                    .onComplete(result -> settle(call, master, result));
        }
    }

    private static StoreUnavailable noMaster() {
        return new StoreUnavailable("no master of the cluster is known for it (quarkus.redis.hosts)", true);
    }

    private void settle(RedisCall call, String node, AsyncResult<Response> result) {
        if (result.succeeded()) {
            retryQueues.clear(call);
            call.answer().complete(result.result());
        } else if (result.cause() instanceof WrongSlot redirection && call.mayBeSentOn()) {
            redirect(call, RedisSlots.node(redirection.node(), node), redirection.forNow());
        } else if (result.cause() instanceof WrongSlot) {
            refused(call, new StoreUnavailable("the cluster's nodes do not agree who owns slot " + call.slot(), true));
        } else if (result.cause() instanceof StoreUnavailable unavailable) {
            refused(call, unavailable);
        } else {
            retryQueues.clear(call);
            call.answer().fail(result.cause());
        }
    }

    private void redirect(RedisCall call, String node, boolean forNow) {
        if (forNow) {
            importing.add(node);
            connectionsTo(node)
                    .pipeline(call.append())
                    .asking(call.request())
                    .onComplete(result -> settle(call, node, result));
        } else {
            if (map != null) {
                map = map.moved(call.slot(), node);
            }
            topology.moved(call.slot(), node, node);
            send(call);
        }
    }

    private void refused(RedisCall call, StoreUnavailable unavailable) {
        if (unavailable.code().map(RedisErrorCode::hintsElsewhere).orElse(true)) {
            topology.doubt();
        }
        if (!unavailable.untouched() || !open || !retryQueues.takes(call)) {
            retryQueues.clear(call);
            call.answer().fail(unavailable);
        }
    }
}
