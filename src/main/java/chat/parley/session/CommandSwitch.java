package chat.parley.session;

import chat.parley.limits.Deadline;
import chat.parley.protocol.Change;
import chat.parley.protocol.Command;
import chat.parley.protocol.Create;
import chat.parley.protocol.Empty;
import chat.parley.protocol.Event.RoomGone;
import chat.parley.protocol.Mark;
import chat.parley.protocol.Moderate;
import chat.parley.protocol.Passing;
import chat.parley.protocol.Person;
import chat.parley.protocol.Pong;
import chat.parley.protocol.Problem;
import chat.parley.protocol.ProblemCode;
import chat.parley.protocol.Renamed;
import chat.parley.protocol.RoomId;
import chat.parley.room.Look;
import chat.parley.room.Seat;
import io.vertx.core.Future;

/// What each command of a session leads to; a new one does not compile until it is answered here. Belongs to the
/// session's event loop.
final class CommandSwitch {

    private static final long AGAIN_MS = 1_000;

    private final Session session;
    private final House house;
    private final InOrder order = new InOrder();
    private final Asides asides;

    CommandSwitch(Session session, House house) {
        this.session = session;
        this.house = house;
        this.asides = new Asides(session, house, order);
    }

    Future<Answer> carryOut(Command command) {
        return switch (command) {
            case Command.Hello hello ->
                Deadline.of(house.vertx(), house.handshake().hello(session, hello));
            case Command.Join join -> order.alone(join.room(), () -> join(join));
            case Command.Leave leave -> order.alone(leave.room(), () -> leave(leave.room()));
            case Command.Send send ->
                switch (send.room()) {
                    case RoomId room -> order.together(room, () -> send(room, send));
                    case Person _ -> notAnswered();
                };
            case Command.History history ->
                order.alone(
                        history.room(),
                        () -> house.rooms().history(session.user(), history).map(Answer::of));
            case Command.Members members ->
                order.alone(
                        members.room(),
                        () -> house.rooms().members(session.user(), members).map(Answer::of));
            case Command.Rooms rooms -> rooms(rooms);
            case Command.Rename rename -> rename(rename);
            case Command.Ping _ ->
                Future.succeededFuture(Answer.of(new Pong(house.clock().millis())));
            case Passing passing -> asides.carryOut(passing);
            case Change _, Mark _, Create _, Moderate _, Command.Receipts _, Command.Retitle _, Command.Block _ ->
                notAnswered();
        };
    }

    private static Future<Answer> notAnswered() {
        return Future.failedFuture(Problem.unsupported("op: not answered here yet"));
    }

    private Future<Answer> send(RoomId room, Command.Send send) {
        return house.rooms()
                .send(session.user(), session.session(), send)
                .onSuccess(_ -> asides.silence(room))
                .map(Answer::of)
                .recover(failure -> Future.failedFuture(doubted(room, failure)));
    }

    /// A store that does not know somebody who sits in the room may have lost him: it is looked at once, and until then
    /// the message is not to be given up. Who was put out is told so meanwhile.
    private Throwable doubted(RoomId room, Throwable failure) {
        if (failure instanceof Problem problem
                && (problem.code() == ProblemCode.NOT_FOUND || problem.code() == ProblemCode.NOT_MEMBER)
                && session.seats().containsKey(room)) {
            house.rooms().doubt(room);
            return Problem.unavailable("the store does not know the members of " + room + "; looking after it")
                    .after(AGAIN_MS);
        }
        return failure;
    }

    /// Who has a seat is found a member where he sits; events wait until the reply is written.
    private Future<Answer> join(Command.Join join) {
        Seat before = session.seats().get(join.room());
        Seat seat = before == null ? new Seat(join.room(), session) : before;
        seat.shut();
        Future<Answer> work = house.rooms()
                .join(seat, Look.whole(join.since()), before != null)
                .map(found -> {
                    session.seated(seat);
                    return new Answer(
                            found.state(), () -> seat.open(found.state().head()));
                });
        return Deadline.of(house.vertx(), work).onFailure(_ -> joinFailed(seat, before != null, work));
    }

    private void joinFailed(Seat seat, boolean hadSeat, Future<Answer> work) {
        if (hadSeat) {
            seat.reopen();
        } else {
            work.onSuccess(_ -> session.standUp(seat));
        }
    }

    private Future<Answer> leave(RoomId room) {
        return Deadline.of(house.vertx(), house.rooms().leave(session.user(), room))
                .map(_ -> new Answer(new Empty(), () -> gone(room, RoomGone.Reason.LEFT)));
    }

    /// Nothing of the room follows.
    void gone(RoomId room, RoomGone.Reason reason) {
        asides.silence(room);
        Seat seat = session.seats().remove(room);
        if (seat != null) {
            house.rooms().standFor(seat);
            session.tell(new RoomGone(room, reason));
        }
    }

    private Future<Answer> rooms(Command.Rooms rooms) {
        rooms.watch().ifPresent(watch -> {
            if (watch) {
                house.watchers().add(session);
            } else {
                house.watchers().remove(session);
            }
        });
        return Deadline.of(house.vertx(), house.rooms().rooms(rooms)).map(Answer::of);
    }

    private Future<Answer> rename(Command.Rename rename) {
        return Deadline.of(house.vertx(), house.rooms().rename(session.user(), rename.name()))
                .map(user -> {
                    session.is(user);
                    return Answer.of(new Renamed(user));
                });
    }

    Asides asides() {
        return asides;
    }

    InOrder order() {
        return order;
    }
}
