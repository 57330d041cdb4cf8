package chat.parley.store;

import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.impl.VertxInternal;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;

/// Redis, as everything above sees it: scripts and single commands, each answered within
/// [StoreConfig#deadline] on the caller's context, or failed with [StoreAway].
///
/// Two lanes, so that a long reply (a page of history) never stands in front of a message being sent.
@Singleton
public class RedisStore {

    private static final String RUN_ID = "run_id:";

    private final RedisLane writing;
    private final RedisLane reading;

    /// The client itself is not used: asking for it makes Quarkus read the configuration that [RedisClients] takes
    /// over.
    @Inject
    public RedisStore(Vertx vertx, Redis unused, RedisClients clients, StoreConfig config) {
        this(vertx, clients, config);
    }

    /// Without Quarkus; `open` is called by hand.
    public RedisStore(Vertx vertx, RedisClients clients, StoreConfig config) {
        VertxInternal internal = (VertxInternal) vertx;
        Context loop = internal.createEventLoopContext();
        this.writing = new RedisLane(internal, (ContextInternal) loop, clients, config);
        this.reading = new RedisLane(internal, (ContextInternal) loop, clients, config);
    }

    /// Before everything else at the start, so that the first client finds the connection there.
    void started(@Observes @Priority(100) StartupEvent start) {
        open();
    }

    /// Begins to connect and to stay connected.
    public void open() {
        writing.open();
        reading.open();
    }

    /// Cuts the connections; what is under way fails.
    @PreDestroy
    public void close() {
        writing.close();
        reading.close();
    }

    /// Runs a script that appends to a room's log; such calls never wait behind [#run].
    public Future<Response> append(RedisScript script, List<String> keys, List<?> args) {
        return run(writing, script, keys, args);
    }

    /// Runs a script. Calls are carried out in order, but for those whose script Redis has to be given anew.
    public Future<Response> run(RedisScript script, List<String> keys, List<?> args) {
        return run(reading, script, keys, args);
    }

    /// Sends one command.
    public Future<Response> send(Command command, Object... args) {
        Request request = Request.cmd(command);
        for (Object arg : args) {
            add(request, arg);
        }
        return reading.call(request);
    }

    /// Says something to whoever hears `topic`; at most once.
    public Future<Void> publish(String topic, String text) {
        return send(Command.PUBLISH, topic, text).mapEmpty();
    }

    /// Takes a task for a while; false when somebody else has it.
    public Future<Boolean> claim(String key, long millis) {
        return send(Command.SET, key, "taken", "NX", "PX", millis).map(Objects::nonNull);
    }

    /// What stands under `key` after `value` was put there if nothing did.
    public Future<String> first(String key, String value) {
        return send(Command.SET, key, value, "NX")
                .compose(_ -> send(Command.GET, key))
                .map(Response::toString);
    }

    /// Which run of which server answers: another one after a restart or a failover.
    public Future<String> runId() {
        return send(Command.INFO, "server")
                .map(answer -> answer.toString()
                        .lines()
                        .filter(line -> line.startsWith(RUN_ID))
                        .map(line -> line.substring(RUN_ID.length()))
                        .findFirst()
                        .orElseThrow());
    }

    /// How much memory it uses, and how much it may.
    public Future<StoreMemory> memory() {
        return send(Command.INFO, "memory").map(answer -> StoreMemory.of(answer.toString()));
    }

    private static Future<Response> run(RedisLane lane, RedisScript script, List<String> keys, List<?> args) {
        return lane.call(request(Command.EVALSHA, script.sha(), keys, args))
                .recover(failure -> failure instanceof UnknownScript
                        ? lane.call(request(Command.EVAL, script.text(), keys, args))
                        : Future.failedFuture(failure));
    }

    private static Request request(Command command, String script, List<String> keys, List<?> args) {
        Request request = Request.cmd(command).arg(script).arg(keys.size());
        keys.forEach(request::arg);
        args.forEach(arg -> add(request, arg));
        return request;
    }

    private static void add(Request request, Object arg) {
        switch (arg) {
            case Long number -> request.arg(number);
            case Integer number -> request.arg(number);
            case String text -> request.arg(text);
            case byte[] bytes -> request.arg(bytes);
            default ->
                throw new IllegalArgumentException("expected a number, text or bytes for Redis, not " + arg.getClass());
        }
    }
}
