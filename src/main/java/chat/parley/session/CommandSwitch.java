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

/// What each command of a session leads to; a new one does not compile until it is answered here. Belongs to the
/// session's event loop.
final class CommandSwitch {

    private static final long AGAIN_MS = 1_000;

    private final Session session;
    private final House house;
    private final CommandOrder order;
    private final Groups groups;
    private final CursorUpdates marks;
    private final EphemeralCommands asides;
    private boolean renewing;

    CommandSwitch(Session session, House house) {
        this.session = session;
        this.house = house;
        this.order = new CommandOrder(task -> session.context().emit(_ -> task.run()));
        this.groups = new Groups(session, house, order);
        this.marks = new CursorUpdates(session, house.cursors());
        this.asides = new EphemeralCommands(session, house, order);
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
                        () -> house.rooms().history(session.user(), history).map(Answer::of));
            case Command.Members members ->
                order.alone(
                        members.room(),
                        () -> house.rooms().members(session.user(), members).map(Answer::of));
            case CursorCommand mark ->
                order.together(
                        mark.room(),
                        () -> Deadline.of(house.vertx(), marks.note(mark)).map(_ -> Answer.of(new Empty())));
            case Command.Receipts receipts ->
                order.alone(
                        receipts.room(),
                        () -> house.cursors()
                                .receipts(session.user(), receipts.room(), receipts.seq())
                                .map(Answer::of));
            case Command.Rooms rooms -> rooms(rooms);
            case Command.Rename rename -> rename(rename);
            case Command.Ping _ ->
                Future.succeededFuture(Answer.of(new Pong(house.clock().millis())));
            case Create create -> groups.create(create, join -> order.alone(join.room(), () -> join(join)));
            case Moderate moderate -> groups.moderate(moderate);
            case Command.Retitle retitle -> groups.retitle(retitle);
            case EphemeralCommand passing -> asides.carryOut(passing);
        };
    }

    /// Whose token proves nothing, or has to wait for the keys of its issuer, takes nobody's place in the queue.
    /// One renewal at a time: what a connection asks for meanwhile would only be asked for twice.
    private Future<Answer> hello(Command.Hello hello) {
        if (!session.greeted()) {
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
                house.vertx(),
                house.handshake()
                        .proof(session, hello)
                        .compose(proof -> house.hellos()
                                .run(
                                        new HelloQueue.Comer(
                                                proof.map(proven ->
                                                                proven.user().id())
                                                        .orElse(session.address()),
                                                renews),
                                        task -> session.context().emit(_ -> task.run()),
                                        () -> !session.ended() && session.attempt() == attempt,
                                        () -> house.handshake().hello(session, hello, proof))));
    }

    /// A direct room may have to be opened first, and the next message must not overtake that.
    private Future<Answer> send(Command.Send send) {
        RoomId room = send.room().roomOf(session.user().id());
        Step frame = house.traces().frame(room);
        Future<Answer> answer = room.kind() == RoomKind.DIRECT
                ? order.alone(
                        room,
                        () -> Deadline.of(
                                house.vertx(),
                                answered(
                                        room,
                                        house.conversations().send(session.user(), session.session(), send, frame))))
                : order.together(
                        room, () -> answered(room, house.rooms().send(session.user(), session.session(), send, frame)));
        return frame.until(answer);
    }

    private Future<Answer> answered(RoomId room, Future<Sent> sent) {
        return sent.onSuccess(_ -> asides.silence(room))
                .map(Answer::of)
                .recover(failure -> Future.failedFuture(doubted(room, failure)));
    }

    private Future<Answer> change(Change change) {
        return house.changes().change(session.user(), change).map(Answer::of);
    }

    private Future<Answer> block(Command.Block block) {
        return Deadline.of(house.vertx(), house.conversations().block(session.user(), block.user(), block.on()))
                .map(_ -> Answer.of(new Empty()));
    }

    /// A store that does not know somebody who sits in the room may have lost him: it is looked at once, and until then
    /// the message is not to be given up. Who is said to be put out has lost nothing.
    private Throwable doubted(RoomId room, Throwable failure) {
        Subscription seat = session.seats().get(room);
        if (failure instanceof Problem problem
                && (problem.code() == ProblemCode.NOT_FOUND || problem.code() == ProblemCode.NOT_MEMBER)
                && seat != null
                && !seat.barred()) {
            house.rooms().doubt(room);
            return Problem.unavailable("the store does not know the members of " + room + "; looking after it")
                    .after(AGAIN_MS);
        }
        return failure;
    }

    /// Who has a seat is found a member where he sits; events wait until the reply is written.
    private Future<Answer> join(Command.Join join) {
        Subscription before = session.seats().get(join.room());
        Subscription seat = before == null ? new Subscription(join.room(), session) : before;
        seat.shut();
        Future<Answer> work = house.rooms()
                .join(seat, ResumeRequest.whole(join.since()), before != null)
                .map(found -> {
                    boolean sits = session.seated(seat);
                    return sits ? new Answer(found.state(), () -> seat.open(found.state())) : Answer.of(found.state());
                });
        return Deadline.of(house.vertx(), work).onFailure(_ -> joinFailed(seat, before != null, work));
    }

    private void joinFailed(Subscription seat, boolean hadSeat, Future<Answer> work) {
        if (hadSeat) {
            seat.reopen();
        } else {
            work.onSuccess(_ -> session.standUp(seat));
        }
    }

    private Future<Answer> leave(RoomId room) {
        return Deadline.of(
                        house.vertx(),
                        room.kind() == RoomKind.DIRECT
                                ? house.conversations().hide(session.user(), room)
                                : house.rooms().leave(session.user(), room))
                .map(_ -> new Answer(new Empty(), () -> gone(room, RoomGone.Reason.LEFT)));
    }

    /// Nothing of the room follows.
    void gone(RoomId room, RoomGone.Reason reason) {
        asides.silence(room);
        Subscription seat = session.seats().remove(room);
        if (seat != null) {
            house.rooms().standFor(seat);
            session.tell(new RoomGone(room, reason));
        }
    }

    private Future<Answer> rooms(Command.Rooms rooms) {
        // Heard before it is listed: what changes in between comes as an event.
        Future<Void> watched = rooms.watch().map(this::watch).orElseGet(Future::succeededFuture);
        return Deadline.of(house.vertx(), watched.compose(_ -> house.rooms().rooms(rooms)))
                .map(Answer::of);
    }

    private Future<Void> watch(boolean on) {
        if (on) {
            return house.watchers().add(session);
        }
        house.watchers().remove(session);
        return Future.succeededFuture();
    }

    private Future<Answer> rename(Command.Rename rename) {
        return Deadline.of(house.vertx(), house.rooms().rename(session.user(), rename.name()))
                .map(user -> {
                    session.is(user);
                    return Answer.of(new Renamed(user));
                });
    }

    EphemeralCommands asides() {
        return asides;
    }

    CommandOrder order() {
        return order;
    }
}
