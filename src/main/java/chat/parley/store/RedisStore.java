package chat.parley.store;

import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.impl.VertxInternal;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Redis, as everything above sees it: scripts and single commands, each answered within
/// [StoreConfig#deadline] on the caller's context, or failed with [StoreUnavailable]. One Redis or a cluster: in a
/// cluster the
/// first key, or what comes first behind the command's name, says where it goes.
@Singleton
public class RedisStore {

    static final String RUN_ID = "run_id:";

    private static final RedisScript CLAIM = RedisScript.of("claim.lua");

    private final MemoryPressure filling = new MemoryPressure();
    private final RedisTopology topology;
    private final RedisRoute route;
    private final RedisProof proof;
    private final StoreLinks links = new StoreLinks();
    private final StoreRefusals refusals = new StoreRefusals();
    private volatile boolean unfit;

    @Inject
    public RedisStore(Vertx vertx, RedisClients clients, RedisTopology topology, StoreConfig config) {
        VertxInternal internal = (VertxInternal) vertx;
        ContextInternal loop = internal.createEventLoopContext();
        this.topology = topology;
        this.proof = new RedisProof(clients.clustered());
        this.route = clients.clustered()
                ? new RedisCluster(
                        internal,
                        loop,
                        topology,
                        config,
                        node -> new RedisPipelines(internal, loop, clients, config, links, Optional.of(node)))
                : new SingleRedis(new RedisPipelines(internal, loop, clients, config, links, Optional.empty()));
    }

    /// Without Quarkus; `open` is called by hand.
    public RedisStore(Vertx vertx, RedisClients clients, StoreConfig config) {
        this(vertx, clients, new RedisTopology(vertx, clients), config);
    }

    /// Before everything else at the start, so that the first client finds the connection there.
    void started(@Observes @Priority(100) StartupEvent start) {
        open();
    }

    /// Begins to connect and to stay connected.
    public void open() {
        topology.open();
        route.open();
    }

    /// Cuts the connections; what is under way fails.
    @PreDestroy
    public void close() {
        topology.close();
        route.close();
    }

    /// The things in groups that one script may be run for at once; they keep their order. On one Redis that is a
    /// single group, in a cluster one for each slot.
    ///
    /// @param key one of a thing's keys
    public <T> Collection<List<T>> together(List<T> things, Function<T, String> key) {
        return things.stream()
                .collect(Collectors.groupingBy(
                        thing -> route.place(key.apply(thing)), LinkedHashMap::new, Collectors.toList()))
                .values();
    }

    /// Runs a script that appends to a room's log; such calls never wait behind [#run].
    public Future<Response> append(RedisScript script, List<String> keys, List<?> args) {
        return run(true, script, keys, args);
    }

    /// Runs a script. Calls are carried out in order, but for those whose script Redis has to be given anew.
    public Future<Response> run(RedisScript script, List<String> keys, List<?> args) {
        return run(false, script, keys, args);
    }

    /// Sends one command.
    public Future<Response> send(Command command, Object... args) {
        Request request = Request.cmd(command);
        for (Object arg : args) {
            add(request, arg);
        }
        return route.call(false, args.length == 0 ? "" : args[0].toString(), request)
                .recover(this::failed);
    }

    /// Says something to whoever hears `topic`; at most once.
    public Future<Void> publish(String topic, String text) {
        return send(Command.PUBLISH, topic, text).mapEmpty();
    }

    /// Takes a task for a while; false when somebody else has it, who then has it no longer than that.
    public Future<Boolean> claim(String key, long millis) {
        return run(CLAIM, List.of(key), List.of(millis)).map(answer -> answer.toInteger() == 1);
    }

    /// What stands under `key` after `value` was put there if nothing did.
    public Future<String> first(String key, String value) {
        return send(Command.SET, key, value, "NX")
                .compose(_ -> send(Command.GET, key))
                .map(Response::toString);
    }

    /// Which run of which server answers: another one after a restart or a failover. Of a cluster, all of its masters':
    /// another one as soon as any of them is another. Fails when any of them does not answer.
    public Future<String> runId() {
        return route.everywhere(Request.cmd(Command.INFO).arg("server"))
                .map(answers -> answers.stream().map(RedisStore::runId).sorted().collect(Collectors.joining(" ")));
    }

    /// Tries on each server what scripts need; fails while none is known.
    ///
    /// @param whole every command, else a write alone
    public Future<List<StoreVerdict>> prove(boolean whole) {
        return route.servers()
                .compose(servers -> Future.all(servers.stream()
                                .map(server -> verdict(server, whole))
                                .toList())
                        .map(done -> done.<StoreVerdict>list()));
    }

    private Future<StoreVerdict> verdict(RedisServerAt server, boolean whole) {
        return proof.of(server, whole)
                .map(lack -> new StoreVerdict(server.name(), server.tag(), true, lack))
                .otherwise(_ -> new StoreVerdict(server.name(), server.tag(), false, Optional.empty()));
    }

    /// Is told each server, `""` for the one Redis, to which there is a new connection; on any thread.
    public void whenConnected(Consumer<String> watcher) {
        links.whenConnected(watcher);
    }

    /// Why there is no connection to the store, as far as that is known.
    public Optional<String> trouble() {
        return links.trouble().or(topology::trouble);
    }

    /// What it refused for now.
    public StoreRefusals refusals() {
        return refusals;
    }

    /// Somebody found out whether it does what scripts need.
    public void found(boolean fit) {
        unfit = !fit;
    }

    private static String runId(Response answer) {
        return answer.toString()
                .lines()
                .filter(line -> line.startsWith(RUN_ID))
                .map(line -> line.substring(RUN_ID.length()))
                .findFirst()
                .orElseThrow();
    }

    /// How much memory it uses, and how much it may; of a cluster's masters the fullest.
    public Future<StoreMemory> memory() {
        return route.everywhere(Request.cmd(Command.INFO).arg("memory"))
                .map(answers -> answers.stream()
                        .map(answer -> StoreMemory.of(answer.toString()))
                        .max(Comparator.comparingDouble(StoreMemory::share).thenComparingLong(StoreMemory::used))
                        .orElseThrow())
                .onSuccess(filling::holds);
    }

    /// Bytes that one user may have added within the last hour to add more; -1 for any number. Near the store's memory,
    /// as [#memory] found it last, those who added most are held back first.
    public long allowedInAnHour() {
        return filling.allowedInAnHour();
    }

    private Future<Response> run(boolean append, RedisScript written, List<String> keys, List<?> args) {
        RedisScript script = route.form(written);
        String key = keys.isEmpty() ? "" : keys.getFirst();
        return route.call(append, key, request(Command.EVALSHA, script.sha(), keys, args))
                .recover(failure -> failure instanceof UnknownScript
                        ? route.call(append, key, request(Command.EVAL, script.text(), keys, args))
                                .recover(this::failed)
                        : failed(failure));
    }

    /// Where something is known to be wrong with Redis, that is the reason for whatever it answers.
    private Future<Response> failed(Throwable failure) {
        Throwable why = unfit && failure instanceof UnexpectedAnswer answer
                ? new StoreUnavailable(RedisErrorCode.OTHER, answer.said())
                : failure;
        if (why instanceof StoreUnavailable away) {
            away.code().ifPresent(code -> refusals.add(code, away.said()));
        }
        return Future.failedFuture(why);
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
