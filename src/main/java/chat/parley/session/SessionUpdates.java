package chat.parley.session;

import chat.parley.delivery.ReadElsewhere;
import chat.parley.delivery.Subscription;
import chat.parley.protocol.CatchUp;
import chat.parley.protocol.CloseCode;
import chat.parley.protocol.Event;
import chat.parley.protocol.FrameWriter;
import chat.parley.protocol.Position;
import chat.parley.protocol.Problem;
import chat.parley.protocol.ProblemCode;
import chat.parley.protocol.RoomId;
import chat.parley.protocol.RoomState;
import chat.parley.protocol.Unread;
import chat.parley.protocol.User;
import chat.parley.room.ResumeRequest;
import chat.parley.room.RoomSnapshot;
import chat.parley.room.Rooms;
import chat.parley.room.UserEvent;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Updates of a session that it did not request: its user joins or leaves on another device or changes name,
/// or a room begins a new epoch. Belongs to the session's event loop.
final class SessionUpdates {

    private static final long RETRY_MS = 500;

    private final Session session;
    private final Vertx vertx;
    private final Rooms rooms;
    private final FrameWriter writer;
    private final CommandSwitch commands;

    SessionUpdates(Session session, Vertx vertx, Rooms rooms, FrameWriter writer, CommandSwitch commands) {
        this.session = session;
        this.vertx = vertx;
        this.rooms = rooms;
        this.writer = writer;
        this.commands = commands;
    }

    void receive(UserEvent event) {
        switch (event) {
            case UserEvent.Joined(RoomId room, String by) -> {
                if (!by.equals(session.session())) {
                    added(room);
                }
            }
            case UserEvent.Left(RoomId room, Event.RoomGone.Reason reason) -> removed(room, reason);
            case UserEvent.Opened(RoomId room, Position first) -> opened(room, first);
            case UserEvent.Read read -> read(read);
            case UserEvent.Marked marked -> marked(marked);
            case UserEvent.Renamed(var name) ->
                session.setUser(new User(session.user().id(), name.value()));
            case UserEvent.Disconnected() -> session.end(CloseCode.BANNED, "disconnected by an operator");
        }
    }

    /// The user joined on another device: this session subscribes, too.
    void added(RoomId room) {
        commands.order().alone(room, () -> {
            if (isNotForThis(room)) {
                return Future.succeededFuture();
            }
            Subscription subscription = new Subscription(room, session);
            return rooms.subscribe(subscription, ResumeRequest.whole(Optional.empty()))
                    .onSuccess(found -> {
                        if (session.register(subscription)) {
                            session.send(new Event.RoomChanged(found.state()));
                            subscription.open(found.state());
                        }
                    });
        });
    }

    /// A direct room was created, or is no longer hidden: its state is as before the message that opened it,
    /// which follows.
    private void opened(RoomId room, Position first) {
        commands.order().alone(room, () -> {
            if (isNotForThis(room)) {
                return Future.succeededFuture();
            }
            Subscription subscription = new Subscription(room, session);
            Position before = new Position(first.epoch(), first.seq() - 1);
            return rooms.subscribe(subscription, ResumeRequest.whole(Optional.of(before)))
                    .onSuccess(found -> {
                        if (session.register(subscription)) {
                            renewed(subscription, found);
                        }
                    });
        });
    }

    private boolean isNotForThis(RoomId room) {
        return session.subscriptions().containsKey(room) || !session.hears(room);
    }

    /// The user is reported to have left on another device. They may have rejoined since: the room decides.
    void removed(RoomId room, Event.RoomGone.Reason reason) {
        commands.order().alone(room, () -> {
            if (!session.subscriptions().containsKey(room)) {
                return Future.succeededFuture();
            }
            return rooms.state(session.user(), room).onFailure(failure -> {
                if (failure instanceof Problem problem && !problem.retry()) {
                    commands.gone(room, reason);
                }
            });
        });
    }

    /// The user has read further on another device.
    private void read(UserEvent.Read read) {
        Subscription subscription = session.subscriptions().get(read.room());
        if (subscription == null) {
            return;
        }
        if (read.session().equals(session.session())) {
            subscription.hasRead(read.mine().read());
        } else {
            subscription.readElsewhere(elsewhere(
                    read.room(), read.mine(), read.head(), read.session().equals(UserEvent.NO_SESSION)));
        }
    }

    /// The user has marked the room as unread on another device, whatever this one has read.
    private void marked(UserEvent.Marked marked) {
        Subscription subscription = session.subscriptions().get(marked.room());
        if (subscription != null && !marked.session().equals(session.session())) {
            subscription.markedElsewhere(elsewhere(marked.room(), marked.mine(), marked.head(), true));
        }
    }

    private ReadElsewhere elsewhere(RoomId room, Unread mine, long head, boolean fewer) {
        return new ReadElsewhere(mine, head, fewer, writer.text(new Event.UnreadChanged(room, mine)));
    }

    /// Counts the unread messages anew; events are held meanwhile.
    void count(Subscription subscription) {
        look(
                subscription,
                () -> ResumeRequest.brief(Optional.empty()),
                found -> subscription.counted(elsewhere(
                        subscription.room(), found.state().mine(), found.state().head(), true)),
                _ -> subscription.counts());
    }

    /// The room's epoch changed, or missed events could not be read. The session has received everything up
    /// to `last`; its subscription is held until its state is known.
    void renew(Subscription subscription, Position last) {
        look(subscription, last, found -> renewed(subscription, found), problem -> {
            if (problem.code() == ProblemCode.BANNED) {
                commands.gone(subscription.room(), Event.RoomGone.Reason.BANNED);
            } else {
                rejoin(subscription);
            }
        });
    }

    /// The title or the user's role changed.
    void changed(Subscription subscription, Position last) {
        look(
                subscription,
                last,
                found -> renewed(subscription, found),
                problem -> commands.gone(subscription.room(), reason(problem)));
    }

    /// The user is reported to have been removed; if they have rejoined since, delivery starts at their join.
    void removed(Subscription subscription, Position last, Event.RoomGone.Reason reason) {
        look(
                subscription,
                last,
                found -> {
                    if (!subscription.asleep()) {
                        renewed(subscription, found);
                    }
                    subscription.unbar();
                },
                _ -> commands.gone(subscription.room(), reason));
    }

    private static Event.RoomGone.Reason reason(Problem problem) {
        return problem.code() == ProblemCode.BANNED ? Event.RoomGone.Reason.BANNED : Event.RoomGone.Reason.LEFT;
    }

    /// Reads the room's state for a subscribed session, once it is subscribed and nothing else is under way;
    /// retries while the store is unavailable.
    private void look(
            Subscription subscription, Position last, Consumer<RoomSnapshot> then, Consumer<Problem> refused) {
        look(subscription, () -> ResumeRequest.whole(Optional.of(subscription.since(last))), then, refused);
    }

    private void look(
            Subscription subscription,
            Supplier<ResumeRequest> look,
            Consumer<RoomSnapshot> then,
            Consumer<Problem> refused) {
        if (session.ended() || !subscription.taken()) {
            return;
        }
        Runnable retry = () -> later(() -> look(subscription, look, then, refused));
        if (!session.authenticated() || session.subscriptions().get(subscription.room()) != subscription) {
            // Still being subscribed: the state sent there may be older than this update.
            retry.run();
            return;
        }
        commands.order().alone(subscription.room(), () -> {
            if (!isSubscribed(subscription)) {
                return Future.succeededFuture();
            }
            return rooms.look(subscription, subscription.asleep() ? ResumeRequest.brief(Optional.empty()) : look.get())
                    .onSuccess(found -> {
                        if (isSubscribed(subscription)) {
                            then.accept(found);
                        }
                    })
                    .onFailure(failure -> {
                        if (!isSubscribed(subscription)) {
                            return;
                        }
                        if (failure instanceof Problem problem && !problem.retry()) {
                            refused.accept(problem);
                        } else {
                            retry.run();
                        }
                    });
        });
    }

    private boolean isSubscribed(Subscription subscription) {
        return !session.ended() && session.subscriptions().get(subscription.room()) == subscription;
    }

    /// Sends the new epoch before its first event, and what was missed as if it were new. If the user has
    /// already read some of it, that follows.
    private void renewed(Subscription subscription, RoomSnapshot found) {
        RoomState before = found.before();
        Unread mine = found.state().mine();
        session.send(new Event.RoomChanged(before));
        found.missed().forEach(event -> session.send(event.text().getBytes(StandardCharsets.UTF_8)));
        if (mine.read() > before.mine().read()) {
            session.send(new Event.UnreadChanged(subscription.room(), mine));
        }
        subscription.open(found.state());
    }

    /// The store lost the membership or the whole room: the member joins again, unless they were removed
    /// before the store restarted and did not learn of it.
    private void rejoin(Subscription subscription) {
        rooms.wasRemoved(session.user(), subscription.room())
                .compose(removed -> removed
                        ? Future.failedFuture(Problem.notMember("removed from " + subscription.room()))
                        : rooms.join(subscription, ResumeRequest.whole(Optional.empty()), true, true))
                .onSuccess(found -> {
                    if (isSubscribed(subscription)) {
                        renewed(subscription, reset(found));
                    }
                })
                .onFailure(_ -> commands.gone(subscription.room(), Event.RoomGone.Reason.LEFT));
    }

    /// Tells a client that had a position that it is no longer valid.
    private static RoomSnapshot reset(RoomSnapshot found) {
        CatchUp newest = found.state().catchUp();
        return new RoomSnapshot(
                found.state()
                        .with(CatchUp.reset(
                                newest.messages().orElse(List.of()),
                                newest.more().orElse(false))),
                found.earlier(),
                found.fresh());
    }

    private void later(Runnable task) {
        vertx.setTimer(RETRY_MS, _ -> session.context().emit(_ -> task.run()));
    }
}
