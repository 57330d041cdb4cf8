package chat.parley.session;

import chat.parley.delivery.ReadElsewhere;
import chat.parley.delivery.Subscription;
import chat.parley.protocol.CatchUp;
import chat.parley.protocol.CloseCode;
import chat.parley.protocol.Event;
import chat.parley.protocol.Position;
import chat.parley.protocol.Problem;
import chat.parley.protocol.ProblemCode;
import chat.parley.protocol.RoomId;
import chat.parley.protocol.RoomState;
import chat.parley.protocol.Unread;
import chat.parley.protocol.User;
import chat.parley.room.ResumeRequest;
import chat.parley.room.RoomSnapshot;
import chat.parley.room.UserEvent;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// What happens to a session without its asking: its user joins or leaves on another device, takes another name, or a
/// room begins a new epoch. Belongs to the session's event loop.
final class SessionUpdates {

    private static final long AGAIN_MS = 500;

    private final Session session;
    private final House house;
    private final CommandSwitch commands;

    SessionUpdates(Session session, House house, CommandSwitch commands) {
        this.session = session;
        this.house = house;
        this.commands = commands;
    }

    void told(UserEvent told) {
        switch (told) {
            case UserEvent.Joined(RoomId room, String by) -> {
                if (!by.equals(session.session())) {
                    added(room);
                }
            }
            case UserEvent.Left(RoomId room, Event.RoomGone.Reason reason) -> removed(room, reason);
            case UserEvent.Opened(RoomId room, Position first) -> opened(room, first);
            case UserEvent.Read read -> read(read);
            case UserEvent.Renamed(var name) ->
                session.is(new User(session.user().id(), name.value()));
            case UserEvent.Disconnected() -> session.end(CloseCode.BANNED, "disconnected by an operator");
        }
    }

    /// The user became a member elsewhere: this session sits down, too.
    void added(RoomId room) {
        commands.order().alone(room, () -> {
            if (session.seats().containsKey(room)) {
                return Future.succeededFuture();
            }
            Subscription seat = new Subscription(room, session);
            return house.rooms()
                    .sit(seat, ResumeRequest.whole(Optional.empty()))
                    .onSuccess(found -> {
                        if (session.seated(seat)) {
                            session.tell(new Event.RoomChanged(found.state()));
                            seat.open(found.state());
                        }
                    });
        });
    }

    /// A direct room begins, or is no longer hidden: the state is as it was before the message that opened it, which
    /// follows.
    private void opened(RoomId room, Position first) {
        commands.order().alone(room, () -> {
            if (session.seats().containsKey(room)) {
                return Future.succeededFuture();
            }
            Subscription seat = new Subscription(room, session);
            Position before = new Position(first.epoch(), first.seq() - 1);
            return house.rooms()
                    .sit(seat, ResumeRequest.whole(Optional.of(before)))
                    .onSuccess(found -> {
                        if (session.seated(seat)) {
                            renewed(seat, found);
                        }
                    });
        });
    }

    /// The user is said to have left elsewhere. He may have come back since: only the room knows.
    void removed(RoomId room, Event.RoomGone.Reason reason) {
        commands.order().alone(room, () -> {
            if (!session.seats().containsKey(room)) {
                return Future.succeededFuture();
            }
            return house.rooms().state(session.user(), room).onFailure(failure -> {
                if (failure instanceof Problem problem && !problem.retry()) {
                    commands.gone(room, reason);
                }
            });
        });
    }

    /// The user has read further on another device.
    private void read(UserEvent.Read read) {
        Subscription seat = session.seats().get(read.room());
        if (seat == null) {
            return;
        }
        if (read.session().equals(session.session())) {
            seat.hasRead(read.mine().read());
        } else {
            seat.hearRead(elsewhere(
                    read.room(), read.mine(), read.head(), read.session().equals(UserEvent.NO_SESSION)));
        }
    }

    private ReadElsewhere elsewhere(RoomId room, Unread mine, long head, boolean fewer) {
        return new ReadElsewhere(mine, head, fewer, house.writer().text(new Event.UnreadChanged(room, mine)));
    }

    /// What is unread is counted anew; what the session hears meanwhile waits.
    void count(Subscription seat) {
        look(
                seat,
                () -> ResumeRequest.brief(Optional.empty()),
                found -> seat.counted(elsewhere(
                        seat.room(), found.state().mine(), found.state().head(), true)),
                _ -> seat.counts());
    }

    /// The room's epoch changed, or what was missed could not be read. The session has heard everything up to `last`;
    /// its seat is shut until it knows how it stands.
    void renew(Subscription seat, Position last) {
        look(seat, last, found -> renewed(seat, found), problem -> {
            if (problem.code() == ProblemCode.BANNED) {
                commands.gone(seat.room(), Event.RoomGone.Reason.BANNED);
            } else {
                rejoin(seat);
            }
        });
    }

    /// The title, or the user's role, is another one.
    void changed(Subscription seat, Position last) {
        look(seat, last, found -> renewed(seat, found), problem -> commands.gone(seat.room(), reason(problem)));
    }

    /// The user is said to be no member any more; should he have come back since, he begins where he came in.
    void removed(Subscription seat, Position last, Event.RoomGone.Reason reason) {
        look(
                seat,
                last,
                found -> {
                    if (!seat.asleep()) {
                        renewed(seat, found);
                    }
                    seat.unbar();
                },
                _ -> commands.gone(seat.room(), reason));
    }

    private static Event.RoomGone.Reason reason(Problem problem) {
        return problem.code() == ProblemCode.BANNED ? Event.RoomGone.Reason.BANNED : Event.RoomGone.Reason.LEFT;
    }

    /// Finds out how a seated session stands, once it is seated and nothing else is under way; tries again while the
    /// store is away.
    private void look(Subscription seat, Position last, Consumer<RoomSnapshot> then, Consumer<Problem> refused) {
        look(seat, () -> ResumeRequest.whole(Optional.of(seat.since(last))), then, refused);
    }

    private void look(
            Subscription seat, Supplier<ResumeRequest> look, Consumer<RoomSnapshot> then, Consumer<Problem> refused) {
        if (session.ended() || !seat.taken()) {
            return;
        }
        Runnable again = () -> again(() -> look(seat, look, then, refused));
        if (!session.greeted() || session.seats().get(seat.room()) != seat) {
            // Still on its way in: what it is told there may be older than this.
            again.run();
            return;
        }
        commands.order().alone(seat.room(), () -> {
            if (!sits(seat)) {
                return Future.succeededFuture();
            }
            return house.rooms()
                    .look(seat, seat.asleep() ? ResumeRequest.brief(Optional.empty()) : look.get())
                    .onSuccess(found -> {
                        if (sits(seat)) {
                            then.accept(found);
                        }
                    })
                    .onFailure(failure -> {
                        if (!sits(seat)) {
                            return;
                        }
                        if (failure instanceof Problem problem && !problem.retry()) {
                            refused.accept(problem);
                        } else {
                            again.run();
                        }
                    });
        });
    }

    private boolean sits(Subscription seat) {
        return !session.ended() && session.seats().get(seat.room()) == seat;
    }

    /// The new epoch is told before its first event, and what was missed as if it came now. Who has read some of that
    /// already is told so behind it.
    private void renewed(Subscription seat, RoomSnapshot found) {
        RoomState before = found.before();
        Unread mine = found.state().mine();
        session.tell(new Event.RoomChanged(before));
        found.missed().forEach(event -> session.say(event.text().getBytes(StandardCharsets.UTF_8)));
        if (mine.read() > before.mine().read()) {
            session.tell(new Event.UnreadChanged(seat.room(), mine));
        }
        seat.open(found.state());
    }

    /// The store lost the membership, or the whole room: a member joins anew. Who was removed before the store was
    /// restarted, and did not hear of it, does not.
    private void rejoin(Subscription seat) {
        house.rooms()
                .wasRemoved(session.user(), seat.room())
                .compose(removed -> removed
                        ? Future.failedFuture(Problem.notMember("removed from " + seat.room()))
                        : house.rooms().join(seat, ResumeRequest.whole(Optional.empty()), true))
                .onSuccess(found -> {
                    if (sits(seat)) {
                        renewed(seat, beginningAgain(found));
                    }
                })
                .onFailure(_ -> commands.gone(seat.room(), Event.RoomGone.Reason.LEFT));
    }

    /// Who had a position learns that it is of no use any more.
    private static RoomSnapshot beginningAgain(RoomSnapshot found) {
        CatchUp newest = found.state().catchUp();
        return new RoomSnapshot(
                found.state()
                        .with(CatchUp.reset(
                                newest.messages().orElse(List.of()),
                                newest.more().orElse(false))),
                found.earlier(),
                found.fresh());
    }

    private void again(Runnable task) {
        house.vertx().setTimer(AGAIN_MS, _ -> session.context().emit(_ -> task.run()));
    }
}
