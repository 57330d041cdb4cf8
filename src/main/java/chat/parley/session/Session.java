package chat.parley.session;

import chat.parley.delivery.Subscriber;
import chat.parley.delivery.Subscription;
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
/// allowance, answers them, and passes on what its user hears. Everything happens on the connection's event loop.
final class Session implements Subscriber, WebSocketListener {

    private static final Logger LOG = Logger.getLogger(Session.class);

    /// Commands of one connection under way; beyond it nothing more is read from the socket.
    private static final int MOST_UNDER_WAY = 64;

    private final long since = System.nanoTime();
    private final String id;
    private final NettyWebSocket wire;
    private final String address;
    private final ContextInternal context;
    private final House house;
    private final Outbox outbox;
    private final Allowance allowance;
    private long commandsCarriedOut;
    private final PendingHello greeting = new PendingHello();
    private final Map<RoomId, Subscription> seats = new HashMap<>(4);
    private final CommandSwitch commands;
    private final SessionUpdates news;
    private final Credentials credentials;
    private @Nullable User user;
    private Heartbeats.@Nullable Beat beat;
    private boolean ended;
    private boolean late;
    private int underWay;
    private boolean busy;
    private boolean crowded;

    /// @param token what came in the subprotocol header, if anything did
    Session(
            String id,
            NettyWebSocket wire,
            String address,
            @Nullable String token,
            ContextInternal context,
            House house) {
        this.id = id;
        this.wire = wire;
        this.address = address;
        this.context = context;
        this.house = house;
        this.outbox = new Outbox(wire, house.outbox(), house.outboxes(), house.meters(), this::readOrWait);
        this.allowance = new Allowance(house.limits(), since);
        this.commands = new CommandSwitch(this, house);
        this.news = new SessionUpdates(this, house, commands);
        this.credentials = new Credentials(this, house, token);
    }

    /// The connection is open: waits for `hello`.
    void opened() {
        house.meters().opened();
        house.sessions().opened(this);
        beat = house.heartbeats().add(this);
        wire.listen(this);
        expectHello();
    }

    /// One that came in time and is still being answered is left alone until it is (HelloTimeout).
    private void expectHello() {
        house.vertx()
                .setTimer(
                        house.helloTimeout().duration().toMillis(),
                        _ -> context.emit(_ -> {
                            late = true;
                            if (greeting.fresh()) {
                                endLate();
                            }
                        }));
    }

    private void endLate() {
        long patience = house.helloTimeout().duration().toMillis();
        end(
                CloseCode.NO_HELLO,
                "expected a hello that succeeds within " + patience + " ms of opening (parley.hello-timeout)");
    }

    @Override
    public void message(String text) {
        context.emit(text, this::received);
    }

    private void received(String text) {
        if (greeting.underWay()) {
            crowded = greeting.keep(text) >= MOST_UNDER_WAY;
            readOrWait();
        } else if (!ended && wire.open()) {
            read(text);
        }
    }

    private void read(String text) {
        long came = System.nanoTime();
        try {
            Command command = house.reader().read(text);
            if (greeting.fresh() && !(command instanceof Command.Hello)) {
                end(CloseCode.NO_HELLO, CloseCode.NO_HELLO.reason());
            } else if (allowed(
                    command.ref(), command instanceof Command.Hello, CommandKey.of(command), cost(command), came)) {
                carryOut(command, came);
            }
        } catch (InvalidCommand refused) {
            if (greeting.fresh() && !refused.hello()) {
                end(CloseCode.NO_HELLO, CloseCode.NO_HELLO.reason());
            } else if (allowed(refused.ref(), refused.hello(), CommandKey.NONE, 1, came)) {
                refuse(refused.ref(), refused.hello(), refused.problem());
                if (refused.refless()) {
                    outbox.put(house.writer().error(refused.problem()));
                }
            }
        } catch (CloseException ending) {
            end(ending.code(), ending.reason());
        }
    }

    private int cost(Command command) {
        return command instanceof Command.Hello hello && greeted() ? Cost.ofRenewal(hello) : Cost.of(command);
    }

    private boolean allowed(Optional<String> ref, boolean hello, long key, int cost, long now) {
        Optional<Problem> problem = allowance.take(key, cost, now, now - wire.nanosPaused());
        problem.ifPresent(tooMany -> refuse(ref, hello, tooMany));
        if (problem.isPresent() && allowance.flooded()) {
            end(CloseCode.FLOOD, CloseCode.FLOOD.reason());
        }
        return problem.isEmpty();
    }

    private void carryOut(Command command, long came) {
        if (greeting.fresh()) {
            greeting.begin();
        }
        if (++underWay >= MOST_UNDER_WAY) {
            busy = true;
            readOrWait();
        }
        boolean again = allowance.again();
        long which = ++commandsCarriedOut;
        started(command)
                .onComplete(result -> context.emit(_ -> {
                    if (--underWay == MOST_UNDER_WAY / 2) {
                        busy = false;
                        readOrWait();
                    }
                    if (result.succeeded()) {
                        answer(command, result.result(), came);
                    } else {
                        failed(command, which, again, result.cause());
                    }
                }));
    }

    private Future<Answer> started(Command command) {
        try {
            return commands.carryOut(command);
        } catch (RuntimeException refusal) {
            return Future.failedFuture(refusal);
        }
    }

    private void answer(Command command, Answer answer, long came) {
        if (ended) {
            house.answers().gone(command);
            return;
        }
        command.ref().ifPresent(ref -> outbox.put(house.writer().ok(ref, answer.ok())));
        house.answers().ok(command, came);
        answer.then().run();
        if (greeting.done() && answer.ok() instanceof HelloOk renewed) {
            allowance.pay(Cost.ofEvents(renewed), System.nanoTime());
        }
        if (greeting.underWay()) {
            greeting.succeed();
            LOG.infof("opened session=%s user=%s rooms=%d", id, user().id(), seats.size());
            greeting.takeNews().forEach(news::told);
            greeting.takePassing().forEach(outbox::putPassing);
            goOn();
        }
    }

    private void failed(Command command, long which, boolean again, Throwable failure) {
        if (ended) {
            house.answers().gone(command);
            return;
        }
        house.answers().refused(command, failure);
        if (failure instanceof CloseException ending) {
            end(ending.code(), ending.reason());
            return;
        }
        Problem problem = Problems.of(failure);
        if (problem.code() == ProblemCode.RATE_LIMITED) {
            problem = allowance.comesAgain(command, which, again, problem, System.nanoTime());
        }
        refuse(command.ref(), problem);
        if (greeting.underWay()) {
            greeting.fail();
            forgetUser();
            if (late) {
                endLate();
            } else {
                goOn();
            }
        }
    }

    /// `hello` was refused and may be tried again, even as somebody else.
    private void forgetUser() {
        known().ifPresent(someone -> house.rooms().stand(List.copyOf(seats.values()), someone));
        seats.clear();
        house.sessions().forget(this);
        user = null;
    }

    /// Commands that followed `hello` at once have waited for it.
    private void goOn() {
        greeting.takeCommands().forEach(this::received);
        crowded = false;
        readOrWait();
    }

    /// Nothing is read from a connection that has too much under way, or too much to read itself.
    private void readOrWait() {
        commands.order().hold(outbox.full());
        if (busy || crowded || outbox.full()) {
            wire.pause();
        } else {
            wire.resume();
        }
    }

    /// Something that was not carried out.
    private void refuse(Optional<String> ref, boolean hello, Problem problem) {
        if (hello) {
            house.answers().helloRefused(problem);
        }
        refuse(ref, problem);
    }

    private void refuse(Optional<String> ref, Problem problem) {
        ref.ifPresent(word -> outbox.put(house.writer().error(word, problem)));
    }

    /// Ends the connection.
    void end(CloseCode code, String reason) {
        wire.close(code.code(), reason);
    }

    /// Says something unasked.
    void tell(Event event) {
        outbox.put(house.writer().event(event));
    }

    void say(byte[] event) {
        outbox.put(event);
    }

    /// Who this is, from now on.
    void is(User someone) {
        user = someone;
    }

    Credentials credentials() {
        return credentials;
    }

    /// What its token lets its user do beyond others.
    Set<String> roles() {
        return credentials.roles();
    }

    Optional<User> known() {
        return Optional.ofNullable(user);
    }

    Map<RoomId, Subscription> seats() {
        return seats;
    }

    int attempt() {
        return greeting.attempt();
    }

    /// Sits from now on. Whoever is gone meanwhile stands up at once, and so does whoever sits in that room already,
    /// since each seat hears everything: false then.
    boolean seated(Subscription seat) {
        Subscription before = seats.get(seat.room());
        if (ended || (before != null && before != seat)) {
            standUp(seat);
            return false;
        }
        seats.put(seat.room(), seat);
        return true;
    }

    /// Gives a seat up; the membership stays.
    void standUp(Subscription seat) {
        seats.remove(seat.room(), seat);
        house.rooms().stand(List.of(seat), user());
    }

    /// Where it came from, as it is counted ([chat.parley.limits.CountedAddress]).
    String address() {
        return address;
    }

    ContextInternal context() {
        return context;
    }

    NettyWebSocket wire() {
        return wire;
    }

    boolean greeted() {
        return greeting.done();
    }

    List<RoomId> rooms() {
        return List.copyOf(seats.keySet());
    }

    boolean ended() {
        return ended;
    }

    /// The user's own topic said something.
    void told(UserEvent told) {
        if (greeting.done() && !ended) {
            news.told(told);
        } else if (greeting.underWay()) {
            greeting.keep(told);
        }
    }

    /// What the store has on the user's list of rooms, after a time in which nothing was heard; `complete` when it can
    /// have lost none.
    void listed(List<RoomId> rooms, boolean complete) {
        if (greeting.done() && !ended) {
            rooms.stream().filter(room -> !seats.containsKey(room)).forEach(news::added);
            seats.keySet().stream()
                    .filter(room -> complete && !rooms.contains(room))
                    .toList()
                    .forEach(room -> news.removed(room, Event.RoomGone.Reason.LEFT));
        }
    }

    @Override
    public String session() {
        return id;
    }

    @Override
    public User user() {
        return Objects.requireNonNull(user, "only a greeted session takes part in rooms");
    }

    @Override
    public EventLoop loop() {
        return context.nettyEventLoop();
    }

    @Override
    public void fallsBehind(Subscription seat) {
        outbox.fallsBehind(seat);
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
    public void hear(ByteBuf frames) {
        outbox.put(frames);
    }

    @Override
    public void hearPassing(ByteBuf frames) {
        if (greeting.underWay() && !ended) {
            greeting.keep(frames);
        } else {
            outbox.putPassing(frames);
        }
    }

    @Override
    public void renew(Subscription seat, Position last) {
        context.emit(_ -> news.renew(seat, last));
    }

    @Override
    public void changed(Subscription seat, Position last) {
        context.emit(_ -> news.changed(seat, last));
    }

    @Override
    public void count(Subscription seat) {
        context.emit(_ -> news.count(seat));
    }

    @Override
    public void removed(Subscription seat, Position last, Event.RoomGone.Reason reason) {
        context.emit(_ -> news.removed(seat, last, reason));
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
        greeting.forgetPassing();
        outbox.forget();
        credentials.rest();
        house.watchers().remove(this);
        commands.asides().end();
        house.sessions().over(this);
        known().ifPresent(someone -> house.rooms().stand(List.copyOf(seats.values()), someone));
        seats.clear();
        house.meters().closed(code);
        LOG.infof(
                "closed session=%s user=%s code=%d reason=\"%s\" seconds=%d",
                id, known().map(User::id).orElse("-"), code, reason, (System.nanoTime() - since) / 1_000_000_000);
    }
}
