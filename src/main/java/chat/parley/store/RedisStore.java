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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The interface to Redis: scripts and single commands, each answered within [StoreConfig#deadline] on the
/// caller's context, or failed with [StoreUnavailable]. A single Redis or a cluster: in a cluster the first
/// key, or the first argument of a command, determines the node.
@Singleton
public class RedisStore {

    static final String RUN_ID = "run_id:";

    private static final RedisScript CLAIM = RedisScript.of("claim.lua");

    private final KeyPrefix prefix;
    private final MemoryPressure pressure = new MemoryPressure();
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
        this.prefix = clients.prefix();
        this.proof = new RedisProof(clients.clustered(), prefix);
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

    /// Runs before every other startup observer, so that the connection is open when the first client
    /// connects.
    void started(@Observes @Priority(100) StartupEvent start) {
        open();
    }

    /// Connects, and reconnects after each failure.
    public void open() {
        topology.open();
        route.open();
    }

    /// Closes the connections; pending commands fail.
    @PreDestroy
    public void close() {
        topology.close();
        route.close();
    }

    /// What all keys and channels begin with.
    public KeyPrefix prefix() {
        return prefix;
    }

    /// Groups the things that one script call may handle together, in their order: a single group on a single
    /// Redis, one group per slot in a cluster.
    ///
    /// @param key returns any key of a thing
    public <T> Collection<List<T>> together(List<T> things, Function<T, String> key) {
        return things.stream()
                .collect(Collectors.groupingBy(
                        thing -> route.place(key.apply(thing)), LinkedHashMap::new, Collectors.toList()))
                .values();
    }

    /// Runs a script that appends to a room's log; such calls never wait behind [#run].
    public Future<Response> append(ScriptCall call) {
        return run(true, call);
    }

    /// Runs a script. Calls run in order, except those whose script has to be sent to Redis again.
    public Future<Response> run(ScriptCall call) {
        return run(false, call);
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

    /// A hash tag for each server that holds keys, whose keys are there; fails while none is known.
    public Future<List<String>> tags() {
        return route.servers()
                .map(servers -> servers.stream().map(RedisServerAt::tag).toList());
    }

    /// Sends a command that has no key to the server with this tag.
    public Future<Response> sendTo(String tag, Command command, Object... args) {
        Request request = Request.cmd(command);
        for (Object arg : args) {
            add(request, arg);
        }
        return route.call(false, prefix.key("{" + tag + "}"), request).recover(this::failed);
    }

    /// Publishes to the subscribers of `topic`; at most once.
    public Future<Void> publish(String topic, String text) {
        return send(Command.PUBLISH, topic, text).mapEmpty();
    }

    /// Publishes, and fails unless the connection for appends answers, too.
    public Future<Void> probe(String topic, String text) {
        return Future.all(
                        publish(topic, text),
                        route.call(true, topic, Request.cmd(Command.GET).arg(topic)))
                .mapEmpty();
    }

    /// Claims a task for this time; false if another pod holds the claim, which expires after at most this
    /// time.
    public Future<Boolean> claim(String key, long millis) {
        return run(CLAIM.call().key("claim", key).arg("millis", millis)).map(answer -> answer.toInteger() == 1);
    }

    /// Sets `key` to `value` unless it exists, and returns what it holds then.
    public Future<String> first(String key, String value) {
        return send(Command.SET, key, value, "NX")
                .compose(_ -> send(Command.GET, key))
                .map(Response::toString);
    }

    /// The run id of the server, which changes with a restart or a failover; of a cluster, those of all its
    /// masters. Fails if any of them does not answer.
    public Future<String> runId() {
        return route.everywhere(Request.cmd(Command.INFO).arg("server"))
                .map(answers -> answers.stream().map(RedisStore::runId).sorted().collect(Collectors.joining(" ")));
    }

    /// Checks on each server what scripts need; fails while no server is known.
    ///
    /// @param whole tries every command, else only a write
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

    /// Calls `watcher` whenever all connections to a server are open again, with the server; `""` is the
    /// single Redis; on any thread.
    public void whenConnected(Consumer<String> watcher) {
        links.whenConnected(watcher);
    }

    /// Why there is no connection to the store; empty if there is one or the reason is unknown.
    public Optional<String> trouble() {
        return links.trouble().or(topology::trouble);
    }

    /// Commands that Redis refused for the time being.
    public StoreRefusals refusals() {
        return refusals;
    }

    /// Records whether Redis does what scripts need.
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

    /// What Redis says about its memory, its file and its replicas; in a cluster, the worst of its masters. All of
    /// it with one command: Redis takes several sections in one only from 7.0 on.
    public Future<StoreState> state() {
        return route.everywhere(Request.cmd(Command.INFO))
                .map(answers -> StoreState.worst(answers.stream()
                        .map(answer -> StoreState.of(answer.toString()))
                        .toList()))
                .onSuccess(state -> pressure.holds(state.memory()));
    }

    /// A user may add more only if they added at most this many bytes within the last hour; -1 for no limit.
    /// When the store, as last measured by [#state], is nearly full, the users who added most are limited
    /// first.
    public long allowedInAnHour() {
        return pressure.allowedInAnHour();
    }

    private Future<Response> run(boolean append, ScriptCall call) {
        call.check();
        RedisScript script = route.form(call.script());
        String key = call.keys().isEmpty() ? "" : call.keys().getFirst();
        return route.call(append, key, request(Command.EVALSHA, script.sha(), call))
                .recover(failure -> failure instanceof UnknownScript
                        ? route.call(append, key, request(Command.EVAL, script.text(), call))
                                .recover(this::failed)
                        : failed(failure));
    }

    /// If Redis is known to be unfit, an unexpected error counts as unavailability.
    private Future<Response> failed(Throwable failure) {
        Throwable why = unfit && failure instanceof UnexpectedAnswer answer
                ? new StoreUnavailable(RedisErrorCode.OTHER, answer.error())
                : failure;
        if (why instanceof StoreUnavailable unavailable) {
            unavailable.code().ifPresent(code -> refusals.add(code, unavailable.error()));
        }
        return Future.failedFuture(why);
    }

    /// A call of a script by this command, with its text or its digest.
    static Request request(Command command, String script, ScriptCall call) {
        Request request = Request.cmd(command).arg(script).arg(call.keys().size());
        call.keys().forEach(request::arg);
        call.args().forEach(arg -> add(request, arg));
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
