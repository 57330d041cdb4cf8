package chat.parley.session;

import chat.parley.delivery.Subscriber;
import chat.parley.delivery.Subscription;
import chat.parley.failure.Problems;
import chat.parley.identity.KeyGrant;
import chat.parley.limits.CommandRate;
import chat.parley.limits.LimitsConfig;
import chat.parley.protocol.CloseCode;
import chat.parley.protocol.CloseException;
import chat.parley.protocol.Command;
import chat.parley.protocol.Event;
import chat.parley.protocol.HelloOk;
import chat.parley.protocol.InvalidCommand;
import chat.parley.protocol.Position;
import chat.parley.protocol.Problem;
import chat.parley.protocol.ProblemCode;
import chat.parley.protocol.RoomId;
import chat.parley.protocol.User;
import chat.parley.room.KeyPower;
import chat.parley.room.UserEvent;
import chat.parley.websocket.NettyWebSocket;
import chat.parley.websocket.WebSocketListener;
import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import io.vertx.core.Future;
import io.vertx.core.impl.ContextInternal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// One live connection, from its first frame to its end: reads commands, keeps them in order and within their
/// allowance, answers them, and forwards its user's events. Everything happens on the connection's event
/// loop.
final class Session implements Subscriber, WebSocketListener {

    private static final Logger LOG = Logger.getLogger(Session.class);

    /// Commands of one connection under way; beyond it nothing more is read from the socket.
    private static final int MOST_UNDER_WAY = 64;

    /// Why a `bye` comes from a pod that stays (protocol.md, *Sharing the load again*).
    private static final String BALANCE = "balance";

    private final long since = System.nanoTime();
    private final String id;
    private final NettyWebSocket socket;
    private final String address;
    private final ContextInternal context;
    private final SessionServices services;
    private final Outbox outbox;
    private Allowance allowance;
    private long commandsCarriedOut;
    private final PendingHello pendingHello = new PendingHello();
    private final Map<RoomId, Subscription> subscriptions = new HashMap<>(4);
    private final CommandSwitch commands;
    private final SessionUpdates updates;
    private final Credentials credentials;
    private @Nullable User user;
    private Heartbeats.@Nullable Beat beat;
    private boolean ended;
    private boolean helloOverdue;
    private int underWay;
    private boolean busy;
    private boolean queueFull;
    private boolean leaves;

    /// @param token the token from the subprotocol header, if there was one
    Session(
            String id,
            NettyWebSocket socket,
            String address,
            @Nullable String token,
            ContextInternal context,
            SessionServices services) {
        this.id = id;
        this.socket = socket;
        this.address = address;
        this.context = context;
        this.services = services;
        ConnectionServices connections = services.connections();
        this.outbox = new Outbox(
                socket, connections.outbox(), connections.outboxes(), connections.meters(), this::readOrWait);
        this.allowance = new Allowance(CommandRate.ofUsers(connections.limits()), since);
        this.commands = new CommandSwitch(this, services.commands());
        this.updates = new SessionUpdates(this, services.vertx(), services.rooms(), services.writer(), commands);
        this.credentials = new Credentials(this, services.vertx(), services.clock(), token);
    }

    /// Starts the session of an open connection, which now waits for `hello`.
    void opened() {
        services.connections().meters().opened();
        services.sessions().opened(this);
        beat = services.connections().heartbeats().add(this);
        socket.listen(this);
        expectHello();
    }

    /// A `hello` that arrived in time is left to finish ([HelloTimeout]).
    private void expectHello() {
        services.vertx()
                .setTimer(
                        services.connections().helloTimeout().duration().toMillis(),
                        _ -> context.emit(_ -> {
                            helloOverdue = true;
                            if (pendingHello.fresh()) {
                                closeOverdue();
                            }
                        }));
    }

    private void closeOverdue() {
        long patience = services.connections().helloTimeout().duration().toMillis();
        end(
                CloseCode.NO_HELLO,
                "expected a hello that succeeds within " + patience + " ms of opening (parley.hello-timeout)");
    }

    @Override
    public void message(String text) {
        context.emit(text, this::received);
    }

    private void received(String text) {
        if (pendingHello.underWay()) {
            queueFull = pendingHello.keep(text) >= MOST_UNDER_WAY;
            readOrWait();
        } else if (!ended && socket.open()) {
            read(text);
        }
    }

    private void read(String text) {
        long receivedAt = System.nanoTime();
        try {
            Command command = services.reader().read(text);
            if (pendingHello.fresh() && !(command instanceof Command.Hello)) {
                receivedBeforeHello(command.ref(), receivedAt);
            } else if (allowed(
                            command.ref(),
                            command instanceof Command.Hello,
                            CommandKey.of(command),
                            cost(command),
                            receivedAt)
                    && allowedByKey(command)) {
                carryOut(command, receivedAt);
            }
        } catch (InvalidCommand refused) {
            if (pendingHello.fresh() && !refused.hello()) {
                receivedBeforeHello(refused.ref(), receivedAt);
            } else if (allowed(refused.ref(), refused.hello(), CommandKey.NONE, 1, receivedAt)) {
                refuse(refused.ref(), refused.hello(), refused.problem());
                if (refused.refless()) {
                    outbox.put(services.writer().error(refused.problem()));
                }
            }
        } catch (CloseException close) {
            end(close.code(), close.reason());
        }
    }

    /// A command that comes before any `hello` ends the connection. One behind a refused `hello` may have been
    /// sent before the client knew: it is refused, too, until the deadline of `hello`.
    private void receivedBeforeHello(Optional<String> ref, long receivedAt) {
        Optional<Problem> refusal = pendingHello.refusalOfOthers();
        if (refusal.isEmpty()) {
            end(CloseCode.NO_HELLO, CloseCode.NO_HELLO.reason());
        } else if (allowed(ref, false, CommandKey.NONE, 1, receivedAt)) {
            refuse(ref, refusal.get());
        }
    }

    private int cost(Command command) {
        return command instanceof Command.Hello hello && authenticated() ? Cost.ofRenewal(hello) : Cost.of(command);
    }

    private boolean allowed(Optional<String> ref, boolean hello, long key, int cost, long now) {
        Optional<Problem> problem = allowance.take(key, cost, now, now - socket.nanosPaused());
        problem.ifPresent(refusal -> refuse(ref, hello, refusal));
        if (problem.isPresent() && allowance.flooded()) {
            end(CloseCode.FLOOD, CloseCode.FLOOD.reason());
        }
        return problem.isEmpty();
    }

    /// Refuses what the key of this connection does not allow, whatever it is about.
    private boolean allowedByKey(Command command) {
        if (grant().isEmpty()) {
            return true;
        }
        try {
            KeyRules.check(credentials.proven(), command);
            return true;
        } catch (Problem forbidden) {
            refuse(command.ref(), forbidden);
            return false;
        }
    }

    private void carryOut(Command command, long receivedAt) {
        if (pendingHello.fresh()) {
            pendingHello.begin();
        }
        if (++underWay >= MOST_UNDER_WAY) {
            busy = true;
            readOrWait();
        }
        boolean retry = allowance.isRetry();
        long number = ++commandsCarriedOut;
        started(command)
                .onComplete(result -> context.emit(_ -> {
                    underWay--;
                    if (result.succeeded()) {
                        answer(command, result.result(), receivedAt);
                    } else {
                        failed(command, number, retry, result.cause());
                    }
                    // Reading runs commands, whose answers must not come before this one.
                    if (busy && underWay <= MOST_UNDER_WAY / 2) {
                        busy = false;
                        readOrWait();
                    }
                    leaveIfIdle();
                }));
    }

    private Future<Answer> started(Command command) {
        try {
            return commands.carryOut(command);
        } catch (RuntimeException refusal) {
            return Future.failedFuture(refusal);
        }
    }

    private void answer(Command command, Answer answer, long receivedAt) {
        if (ended) {
            services.answers().gone(command);
            return;
        }
        command.ref().ifPresent(ref -> outbox.put(services.writer().ok(ref, answer.ok())));
        services.answers().ok(command, receivedAt);
        answer.then().run();
        if (pendingHello.done() && answer.ok() instanceof HelloOk renewed) {
            allowance.pay(Cost.ofEvents(renewed), System.nanoTime());
        }
        if (pendingHello.underWay()) {
            pendingHello.succeed();
            if (grant().isPresent()) {
                LimitsConfig limits = services.connections().limits();
                allowance = new Allowance(CommandRate.of(user().id(), limits), System.nanoTime());
            }
            services.sessions().greeted(user());
            credentials.forgetUpgradeToken();
            String opened = user().id();
            int rooms = subscriptions.size();
            services.connections()
                    .log()
                    .write(() -> LOG.infof("opened session=%s user=%s rooms=%d", id, opened, rooms));
            pendingHello.takeEvents().forEach(updates::receive);
            pendingHello.takeEphemeral().forEach(outbox::putEphemeral);
            runWaiting();
        }
    }

    private void failed(Command command, long number, boolean retry, Throwable failure) {
        if (ended) {
            services.answers().gone(command);
            return;
        }
        services.answers().refused(command, failure);
        if (failure instanceof CloseException close) {
            end(close.code(), close.reason());
            return;
        }
        Problem problem = Problems.ofCommand(failure);
        if (problem.code() == ProblemCode.RATE_LIMITED) {
            problem = allowance.reserveRetry(command, number, retry, problem, System.nanoTime());
        }
        refuse(command.ref(), problem);
        if (pendingHello.underWay()) {
            pendingHello.refuse(problem);
            pendingHello.fail();
            forgetUser();
            if (helloOverdue) {
                closeOverdue();
            } else {
                runWaiting();
            }
        }
    }

    /// The `hello` was refused and may be retried, even as another user.
    private void forgetUser() {
        known().ifPresent(user -> services.rooms().unsubscribe(List.copyOf(subscriptions.values()), user));
        subscriptions.clear();
        services.sessions().forget(this);
        user = null;
    }

    /// Runs the commands that waited for `hello`.
    private void runWaiting() {
        pendingHello.takeCommands().forEach(this::received);
        queueFull = false;
        readOrWait();
    }

    /// Stops reading from a connection that has too many commands under way, or too much unread itself.
    private void readOrWait() {
        commands.order().hold(outbox.full());
        if (busy || queueFull || leaves || outbox.full()) {
            socket.pause();
        } else {
            socket.resume();
        }
    }

    /// Refuses what was not carried out.
    private void refuse(Optional<String> ref, boolean hello, Problem problem) {
        if (hello) {
            pendingHello.refuse(problem);
            services.answers().helloRefused(problem);
        }
        refuse(ref, problem);
    }

    private void refuse(Optional<String> ref, Problem problem) {
        services.answers().commandRefused(problem.code());
        ref.ifPresent(word -> outbox.put(services.writer().error(word, problem)));
    }

    /// Whether its user is known and no command of theirs is under way.
    boolean idle() {
        return pendingHello.done() && underWay == 0;
    }

    /// How long it has been open.
    ///
    /// @param nanoTime now
    long age(long nanoTime) {
        return nanoTime - since;
    }

    /// Asks the client to reconnect, and closes the connection after this time, once nothing is under way.
    void leave(long millis) {
        send(new Event.Bye(millis, BALANCE));
        services.vertx()
                .setTimer(
                        millis,
                        _ -> context.emit(_ -> {
                            if (!ended) {
                                leaves = true;
                                readOrWait();
                                leaveIfIdle();
                            }
                        }));
    }

    private void leaveIfIdle() {
        if (leaves && underWay == 0 && !ended) {
            end(CloseCode.DRAINING, "another pod has fewer connections, reconnect at once");
        }
    }

    void end(CloseCode code, String reason) {
        socket.close(code.code(), reason);
    }

    /// Ends the session because nothing came since the last ping: 4003. While the outbox is full, nothing is
    /// read, so then it ends because the client does not read what it gets: 4002.
    void endSilent() {
        if (outbox.full()) {
            outbox.closeUnread();
        } else {
            end(CloseCode.NO_PONG, CloseCode.NO_PONG.reason());
        }
    }

    /// Sends an event.
    void send(Event event) {
        outbox.put(services.writer().event(event));
    }

    void send(byte[] event) {
        outbox.put(event);
    }

    /// Sets the user.
    void setUser(User user) {
        this.user = user;
    }

    /// The key of this connection, if it came with one. Called by any thread.
    Optional<KeyGrant> grant() {
        return credentials.grant();
    }

    /// What its key lets it do in a room.
    KeyPower power(RoomId room) {
        return KeyRules.power(grant(), room);
    }

    /// Whether it is told what happens in a room of its user's: with a key only if the key is for that room.
    boolean hears(RoomId room) {
        return grant().map(key -> key.reaches(room)).orElse(true);
    }

    Credentials credentials() {
        return credentials;
    }

    /// The roles that its token gives its user.
    Set<String> roles() {
        return credentials.roles();
    }

    Optional<User> known() {
        return Optional.ofNullable(user);
    }

    Map<RoomId, Subscription> subscriptions() {
        return subscriptions;
    }

    int attempt() {
        return pendingHello.attempt();
    }

    /// Registers a subscription. If the session has ended, or has another subscription to the room, which
    /// would deliver everything twice, it is removed again: false then.
    boolean register(Subscription subscription) {
        Subscription existing = subscriptions.get(subscription.room());
        if (ended || (existing != null && existing != subscription)) {
            unsubscribe(subscription);
            return false;
        }
        subscriptions.put(subscription.room(), subscription);
        return true;
    }

    /// Removes a subscription; the membership stays.
    void unsubscribe(Subscription subscription) {
        subscriptions.remove(subscription.room(), subscription);
        services.rooms().unsubscribe(List.of(subscription), user());
    }

    /// The address that the connection counts for ([chat.parley.limits.CountedAddress]).
    String address() {
        return address;
    }

    ContextInternal context() {
        return context;
    }

    NettyWebSocket socket() {
        return socket;
    }

    boolean authenticated() {
        return pendingHello.done();
    }

    List<RoomId> rooms() {
        return List.copyOf(subscriptions.keySet());
    }

    /// How many rooms it follows; on another thread than its own it may be a moment old.
    int roomsAbout() {
        return subscriptions.size();
    }

    boolean ended() {
        return ended;
    }

    /// Handles an event on the user's topic.
    void receive(UserEvent event) {
        if (pendingHello.done() && !ended) {
            updates.receive(event);
        } else if (pendingHello.underWay()) {
            pendingHello.keep(event);
        }
    }

    /// The rooms on the user's list in the store, after a time in which events may have been missed.
    ///
    /// @param complete whether the store can have lost none of them
    void listed(List<RoomId> rooms, boolean complete) {
        if (pendingHello.done() && !ended) {
            rooms.stream().filter(room -> !subscriptions.containsKey(room)).forEach(updates::added);
            subscriptions.keySet().stream()
                    .filter(room -> complete && !rooms.contains(room))
                    .toList()
                    .forEach(room -> updates.removed(room, Event.RoomGone.Reason.LEFT));
        }
    }

    @Override
    public String session() {
        return id;
    }

    @Override
    public User user() {
        return Objects.requireNonNull(user, "only an authenticated session takes part in rooms");
    }

    @Override
    public EventLoop loop() {
        return context.nettyEventLoop();
    }

    @Override
    public void fallsBehind(Subscription subscription) {
        outbox.fallsBehind(subscription);
    }

    @Override
    public void catchesUp() {
        outbox.catchUp();
    }

    @Override
    public void flushing() {
        outbox.catchUp();
    }

    @Override
    public void drained() {
        outbox.drained();
    }

    @Override
    public void send(ByteBuf frames) {
        outbox.put(frames);
    }

    @Override
    public void sendEphemeral(ByteBuf frames) {
        if (pendingHello.underWay() && !ended) {
            pendingHello.keep(frames);
        } else {
            outbox.putEphemeral(frames);
        }
    }

    @Override
    public void renew(Subscription subscription, Position last) {
        context.emit(_ -> updates.renew(subscription, last));
    }

    @Override
    public void changed(Subscription subscription, Position last) {
        context.emit(_ -> updates.changed(subscription, last));
    }

    @Override
    public void count(Subscription subscription) {
        context.emit(_ -> updates.count(subscription));
    }

    @Override
    public void removed(Subscription subscription, Position last, Event.RoomGone.Reason reason) {
        context.emit(_ -> updates.removed(subscription, last, reason));
    }

    @Override
    public void ended(int code, String reason) {
        context.emit(_ -> over(code, reason));
    }

    private void over(int code, String reason) {
        ended = true;
        if (beat != null) {
            beat.end();
        }
        pendingHello.forgetEphemeral();
        outbox.forget();
        credentials.rest();
        services.watchers().remove(this);
        commands.ephemeralCommands().end();
        services.sessions().over(this);
        known().ifPresent(user -> services.rooms().unsubscribe(List.copyOf(subscriptions.values()), user));
        subscriptions.clear();
        services.connections().meters().closed(code);
        String whose = known().map(User::id).orElse("-");
        long seconds = (System.nanoTime() - since) / 1_000_000_000;
        services.connections()
                .log()
                .write(() -> LOG.infof(
                        "closed session=%s user=%s code=%d reason=\"%s\" seconds=%d",
                        id, whose, code, reason, seconds));
    }
}
