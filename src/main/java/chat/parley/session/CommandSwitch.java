package chat.parley.session;

import chat.parley.delivery.Subscription;
import chat.parley.limits.Deadline;
import chat.parley.protocol.Change;
import chat.parley.protocol.Command;
import chat.parley.protocol.Create;
import chat.parley.protocol.CursorCommand;
import chat.parley.protocol.Empty;
import chat.parley.protocol.EphemeralCommand;
import chat.parley.protocol.Event.RoomGone;
import chat.parley.protocol.Moderate;
import chat.parley.protocol.Pong;
import chat.parley.protocol.Problem;
import chat.parley.protocol.ProblemCode;
import chat.parley.protocol.Renamed;
import chat.parley.protocol.RoomId;
import chat.parley.protocol.RoomKind;
import chat.parley.protocol.Sent;
import chat.parley.room.ResumeRequest;
import chat.parley.trace.Step;
import io.vertx.core.Future;
import java.util.function.Supplier;

/// Dispatches each command of a session; a new command type does not compile until it is handled here.
/// Belongs to the session's event loop.
final class CommandSwitch {

    private static final long AGAIN_MS = 1_000;

    private final Session session;
    private final CommandServices services;
    private final CommandOrder order;
    private final Groups groups;
    private final CursorUpdates cursorUpdates;
    private final EphemeralCommands ephemeralCommands;
    private boolean renewing;

    CommandSwitch(Session session, CommandServices services) {
        this.session = session;
        this.services = services;
        this.order = new CommandOrder(task -> session.context().emit(_ -> task.run()));
        this.groups = new Groups(session, services.groups(), order);
        this.cursorUpdates = new CursorUpdates(session, services.cursors());
        this.ephemeralCommands = new EphemeralCommands(session, services.ephemeral(), order);
    }

    Future<Answer> carryOut(Command command) {
        return switch (command) {
            case Command.Hello hello -> hello(hello);
            case Command.Join join -> order.alone(join.room(), () -> join(join));
            case Command.Leave leave -> order.alone(leave.room(), () -> leave(leave.room()));
            case Command.Send send -> send(send);
            case Change change -> order.together(change.room(), () -> change(change));
            case Command.Block block -> block(block);
            case Command.History history ->
                order.alone(
                        history.room(),
                        () -> services.rooms().history(session.user(), history).map(Answer::of));
            case Command.Members members ->
                order.alone(
                        members.room(),
                        () -> services.rooms()
                                .members(
                                        session.user(),
                                        members,
                                        session.power(members.room()).moderates())
                                .map(Answer::of));
            case CursorCommand cursor ->
                order.together(
                        cursor.room(),
                        () -> Deadline.of(services.vertx(), cursorUpdates.note(cursor))
                                .map(_ -> Answer.of(new Empty())));
            case Command.Receipts receipts ->
                order.alone(
                        receipts.room(),
                        () -> services.cursors()
                                .receipts(session.user(), receipts.room(), receipts.seq())
                                .map(Answer::of));
            case Command.Reactors reactors ->
                order.alone(
                        reactors.room(),
                        () -> Deadline.of(
                                services.vertx(),
                                services.reactors()
                                        .page(session.user().id(), reactors)
                                        .map(Answer::of)));
            case Command.Rooms rooms -> rooms(rooms);
            case Command.Rename rename -> rename(rename);
            case Command.Ping _ ->
                Future.succeededFuture(Answer.of(new Pong(services.clock().millis())));
            case Create create -> groups.create(create, join -> order.alone(join.room(), () -> join(join)));
            case Moderate moderate -> groups.moderate(moderate);
            case Command.Retitle retitle -> groups.retitle(retitle);
            case Command.SetRoom set -> groups.set(set);
            case Command.ChangeTopic topic -> groups.changeTopic(topic);
            case Command.Mark mark ->
                done(mark.room(), () -> services.own().mark(session.user(), session.session(), mark));
            case Command.Notify notify ->
                done(notify.room(), () -> services.own().notify(session.user(), notify));
            case EphemeralCommand ephemeral -> ephemeralCommands.carryOut(ephemeral);
        };
    }

    /// A token that is invalid, or that has to wait for the keys of its issuer, takes no place in the queue.
    /// One renewal at a time: more of them would only repeat the work.
    private Future<Answer> hello(Command.Hello hello) {
        if (!session.authenticated()) {
            return hello(hello, false);
        }
        if (renewing) {
            return Future.failedFuture(
                    Problem.rateLimited("expected one hello at a time that renews a connection", AGAIN_MS));
        }
        renewing = true;
        return hello(hello, true).onComplete(_ -> session.context().emit(_ -> renewing = false));
    }

    private Future<Answer> hello(Command.Hello hello, boolean renews) {
        int attempt = session.attempt();
        return Deadline.of(
                services.vertx(),
                services.handshake()
                        .proof(session, hello)
                        .compose(proof -> services.hellos()
                                .run(
                                        new HelloQueue.HelloSender(
                                                proof.map(proven ->
                                                                proven.user().id())
                                                        .orElse(session.address()),
                                                renews),
                                        task -> session.context().emit(_ -> task.run()),
                                        () -> !session.ended() && session.attempt() == attempt,
                                        () -> services.handshake().hello(session, hello, proof))));
    }

    /// A direct room may have to be opened first; the next message must not overtake that.
    private Future<Answer> send(Command.Send send) {
        RoomId room = send.room().roomOf(session.user().id());
        Step frame = services.traces().frame(room);
        Future<Answer> answer = room.kind() == RoomKind.DIRECT
                ? order.alone(
                        room,
                        () -> Deadline.of(
                                services.vertx(),
                                answered(
                                        room,
                                        services.conversations().send(session.user(), session.session(), send, frame))))
                : order.together(
                        room,
                        () -> answered(
                                room,
                                services.rooms()
                                        .send(session.user(), session.session(), send, session.power(room), frame)));
        return frame.until(answer);
    }

    private Future<Answer> answered(RoomId room, Future<Sent> sent) {
        return sent.onSuccess(_ -> ephemeralCommands.silence(room))
                .map(Answer::of)
                .recover(failure -> Future.failedFuture(checked(room, failure)));
    }

    private Future<Answer> done(RoomId room, Supplier<Future<Void>> work) {
        return order.alone(room, () -> Deadline.of(services.vertx(), work.get()))
                .map(_ -> Answer.of(new Empty()));
    }

    private Future<Answer> change(Change change) {
        return services.changes()
                .change(session.user(), change, session.power(change.room()))
                .map(Answer::of);
    }

    private Future<Answer> block(Command.Block block) {
        return Deadline.of(services.vertx(), services.conversations().block(session.user(), block.user(), block.on()))
                .map(_ -> Answer.of(new Empty()));
    }

    /// If the store does not know a member who is subscribed here it may have lost the membership: the room
    /// is checked at once, and until then the client should retry. A member who is being removed has lost
    /// nothing.
    private Throwable checked(RoomId room, Throwable failure) {
        Subscription subscription = session.subscriptions().get(room);
        if (failure instanceof Problem problem
                && (problem.code() == ProblemCode.NOT_FOUND || problem.code() == ProblemCode.NOT_MEMBER)
                && subscription != null
                && !subscription.barred()) {
            services.rooms().checkHead(room);
            return Problem.unavailable("the store has lost members of " + room + "; restoring them")
                    .after(AGAIN_MS);
        }
        return failure;
    }

    /// A session that is already subscribed keeps its subscription; events are held until the reply is
    /// written.
    private Future<Answer> join(Command.Join join) {
        Subscription existing = session.subscriptions().get(join.room());
        Subscription subscription = existing == null ? new Subscription(join.room(), session) : existing;
        subscription.shut();
        Future<Answer> work = services.rooms()
                .join(subscription, ResumeRequest.whole(join.since()), existing != null, groups.joiningMakes())
                .map(found -> {
                    boolean subscribed = session.register(subscription);
                    return subscribed
                            ? new Answer(found.state(), () -> subscription.open(found.state()))
                            : Answer.of(found.state());
                });
        return Deadline.of(services.vertx(), work).onFailure(_ -> joinFailed(subscription, existing != null, work));
    }

    private void joinFailed(Subscription subscription, boolean wasSubscribed, Future<Answer> work) {
        if (wasSubscribed) {
            subscription.reopen();
        } else {
            work.onSuccess(_ -> session.unsubscribe(subscription));
        }
    }

    private Future<Answer> leave(RoomId room) {
        return Deadline.of(
                        services.vertx(),
                        room.kind() == RoomKind.DIRECT
                                ? services.conversations().hide(session.user(), room)
                                : services.rooms().leave(session.user(), room))
                .map(_ -> new Answer(new Empty(), () -> gone(room, RoomGone.Reason.LEFT)));
    }

    /// Ends the subscription; no event of the room follows.
    void gone(RoomId room, RoomGone.Reason reason) {
        ephemeralCommands.silence(room);
        Subscription subscription = session.subscriptions().remove(room);
        if (subscription != null) {
            services.rooms().unsubscribeFormerMember(subscription);
            session.send(new RoomGone(room, reason));
        }
    }

    private Future<Answer> rooms(Command.Rooms rooms) {
        // Subscribed before it is listed: changes in between arrive as events.
        Future<Void> watched = rooms.watch().map(this::watch).orElseGet(Future::succeededFuture);
        return Deadline.of(
                        services.vertx(), watched.compose(_ -> services.rooms().rooms(rooms)))
                .map(Answer::of);
    }

    private Future<Void> watch(boolean on) {
        if (on) {
            return services.watchers().add(session);
        }
        services.watchers().remove(session);
        return Future.succeededFuture();
    }

    private Future<Answer> rename(Command.Rename rename) {
        return Deadline.of(
                        services.vertx(),
                        services.names()
                                .mayRename(session.credentials().proven())
                                .compose(_ -> services.rooms().rename(session.user(), rename.name())))
                .map(user -> {
                    session.setUser(user);
                    return Answer.of(new Renamed(user));
                });
    }

    EphemeralCommands ephemeralCommands() {
        return ephemeralCommands;
    }

    CommandOrder order() {
        return order;
    }
}
