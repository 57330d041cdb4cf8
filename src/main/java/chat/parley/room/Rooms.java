package chat.parley.room;

import chat.parley.delivery.HeadCheck;
import chat.parley.delivery.Lobby;
import chat.parley.delivery.RoomSubscriptions;
import chat.parley.delivery.Subscriber;
import chat.parley.delivery.Subscription;
import chat.parley.history.Entry;
import chat.parley.history.Opening;
import chat.parley.history.RedisAppend;
import chat.parley.history.RedisLog;
import chat.parley.history.RoomNotOpen;
import chat.parley.history.StoredEntry;
import chat.parley.identity.RedisUsers;
import chat.parley.identity.UserTopic;
import chat.parley.presence.LocalPresence;
import chat.parley.protocol.Command;
import chat.parley.protocol.HistoryPage;
import chat.parley.protocol.MembersPage;
import chat.parley.protocol.MessageBody;
import chat.parley.protocol.Name;
import chat.parley.protocol.Problem;
import chat.parley.protocol.RoomId;
import chat.parley.protocol.RoomKind;
import chat.parley.protocol.RoomsPage;
import chat.parley.protocol.SendTarget;
import chat.parley.protocol.Sent;
import chat.parley.protocol.User;
import chat.parley.store.RedisStore;
import chat.parley.trace.Step;
import io.vertx.core.Future;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/// What one can do in rooms, each verb's story told once, in order. Every future completes on the caller's context, or
/// fails with [Problem] for a refusal.
@Singleton
public final class Rooms {

    private final RedisRooms records;
    private final RedisAppend append;
    private final RedisLog log;
    private final RedisUsers users;
    private final RedisDirectory directory;
    private final RedisStore store;
    private final RoomQuota quota;
    private final UserRoomLists lists;
    private final RoomSubscriptions feeds;
    private final HeadCheck heads;
    private final LocalPresence attendance;
    private final MessageMeters meters;
    private final MemberCursors cursors;
    private final ActivityCounter tally;

    public Rooms(
            RedisRooms records,
            RedisAppend append,
            RedisLog log,
            RedisUsers users,
            RedisDirectory directory,
            RedisStore store,
            RoomQuota quota,
            UserRoomLists lists,
            RoomSubscriptions feeds,
            HeadCheck heads,
            LocalPresence attendance,
            MessageMeters meters,
            MemberCursors cursors,
            ActivityCounter tally) {
        this.records = records;
        this.append = append;
        this.log = log;
        this.users = users;
        this.directory = directory;
        this.store = store;
        this.quota = quota;
        this.lists = lists;
        this.feeds = feeds;
        this.heads = heads;
        this.attendance = attendance;
        this.meters = meters;
        this.cursors = cursors;
        this.tally = tally;
    }

    /// Takes a seat in a room that the user belongs to. When it fails the seat is given up again.
    public Future<RoomSnapshot> sit(Subscription seat, ResumeRequest look) {
        return sit(List.of(seat), List.of(look)).getFirst();
    }

    /// Takes seats for one session in rooms that the user belongs to, and looks at all of them at once. A seat is given
    /// up again when it fails.
    ///
    /// @param looks as many as seats
    /// @return as many as seats
    public List<Future<RoomSnapshot>> sit(List<Subscription> seats, List<ResumeRequest> looks) {
        if (seats.isEmpty()) {
            return List.of();
        }
        User user = seats.getFirst().ear().user();
        List<RoomId> all = seats.stream().map(Subscription::room).toList();
        all.forEach(room -> attendance.came(room, user.id()));
        Future<List<Future<RoomSnapshot>>> looked =
                Future.join(seats.stream().map(feeds::sit).toList()).map(_ -> records.states(user, all, looks, true));
        List<Future<RoomSnapshot>> found = new ArrayList<>(seats.size());
        for (int i = 0; i < seats.size(); i++) {
            int index = i;
            found.add(settled(seats.get(i), looked.compose(states -> states.get(index))));
        }
        return found;
    }

    /// Makes the user a member, or finds him one, and takes a seat, unless he has it already.
    public Future<RoomSnapshot> join(Subscription seat, ResumeRequest look, boolean hasSeat) {
        User user = seat.ear().user();
        return users.list(user.id(), seat.room())
                .compose(_ -> hasSeat
                        ? join(seat.ear(), seat.room(), look)
                        : seated(seat, () -> join(seat.ear(), seat.room(), look)))
                .onSuccess(found -> feeds.begin(seat.room(), found.head()))
                .onFailure(failure -> takeOff(user, seat.room(), failure));
    }

    /// Finds out again how a seated member stands.
    public Future<RoomSnapshot> look(Subscription seat, ResumeRequest look) {
        return records.state(seat.ear().user(), seat.room(), look, true);
    }

    /// Leaves a seat; the membership stays.
    public void stand(List<Subscription> seats, User user) {
        attendance.went(
                seats.stream().filter(feeds::stand).map(Subscription::room).toList(), user);
    }

    /// Leaves the seat of a room that one does not belong to any more.
    public void standFor(Subscription seat) {
        if (feeds.stand(seat)) {
            attendance.left(seat.room(), seat.user());
        }
    }

    /// Ends a membership; the user's sessions are told.
    public Future<Void> leave(User user, RoomId room) {
        return records.leave(user, room).compose(_ -> lists.takeOff(user.id(), room));
    }

    /// Stores a message and publishes it: `Sent` says where it stands.
    ///
    /// @param frame with which it came
    public Future<Sent> send(User user, String session, Command.Send send, Step frame) {
        return send(user, session, send, Optional.empty(), frame);
    }

    /// Stores a message and publishes it; with an opening it may be the first in a direct room. Fails with
    /// [RoomNotOpen]
    /// where that is missing.
    Future<Sent> send(User user, String session, Command.Send send, Optional<Opening> opening, Step frame) {
        RoomId room = send.room().roomOf(user.id());
        MessageBody body = MessageBody.of(user, send);
        String leftOut = send.to() == SendTarget.OTHERS ? session : "";
        Entry entry = new Entry(user.id(), send.cid(), leftOut, send.reply(), send.mentions(), body.parts());
        return append.append(room, opening.map(entry::opening).orElse(entry), frame)
                .onSuccess(stored -> {
                    directory.lively(room);
                    if (!stored.duplicate()) {
                        tally.said(room, user.id());
                    }
                    if (stored.caughtUp()) {
                        cursors.caughtUp(user, session, room, stored.position().seq());
                    }
                })
                .onComplete(result -> {
                    if (result.succeeded()) {
                        meters.answered(result.result().duplicate());
                    } else if (!(result.cause() instanceof RoomNotOpen)) {
                        meters.refused(result.cause());
                    }
                })
                .map(stored -> sent(room, body.id(), stored));
    }

    /// A page of a room's messages.
    public Future<HistoryPage> history(User user, Command.History asked) {
        return log.page(user.id(), asked).map(page -> new HistoryPage(page.messages(), page.more()));
    }

    /// A page of who belongs to a room.
    public Future<MembersPage> members(User user, Command.Members asked) {
        return records.members(user.id(), asked.room(), MembersCursor.of(asked.cursor()));
    }

    /// A page of the public rooms.
    public Future<RoomsPage> rooms(Command.Rooms asked) {
        return directory.page(asked);
    }

    /// Changes the user's name, here and in every room of his.
    public Future<User> rename(User user, Name name) {
        String renaming = UUID.randomUUID().toString();
        User renamed = new User(user.id(), name.value());
        return users.rename(user.id(), name)
                .compose(_ -> users.roomsOf(user.id()))
                .compose(rooms -> Future.all(rooms.stream()
                        .map(room -> records.rename(renamed, room, renaming))
                        .toList()))
                .compose(_ -> tell(user.id(), new UserEvent.Renamed(name)))
                .map(renamed);
    }

    /// Has a look whether the store still knows a room as this pod does.
    public void doubt(RoomId room) {
        heads.now(room);
    }

    /// How a member finds a room, without coming online in it.
    public Future<RoomSnapshot> state(User user, RoomId room) {
        return records.state(user, room, ResumeRequest.brief(Optional.empty()), false);
    }

    /// Whether it is known that the user left or was put out, and has not come back since.
    public Future<Boolean> wasRemoved(User user, RoomId room) {
        return records.wasRemoved(user.id(), room);
    }

    /// The store lost a room of the user's list: it is put there again if the user is a member.
    public Future<Void> listAgain(User user, RoomId room) {
        return records.has(user.id(), room)
                .compose(member -> member ? lists.stay(user.id(), room) : Future.succeededFuture());
    }

    /// The user turned out not to belong to a room on his list.
    public Future<Void> notIn(User user, RoomId room) {
        return lists.takeOff(user.id(), room);
    }

    /// Refused: the room need not stay on the user's list. Where the outcome is open it stays, and `hello` looks.
    private void takeOff(User user, RoomId room, Throwable failure) {
        if (failure instanceof Problem problem && !problem.retry()) {
            lists.takeOff(user.id(), room);
        }
    }

    /// The seat comes first, so that nothing said after the finding is missed. Where the finding fails, the store may
    /// have him online all the same: he goes like one whose connection was lost.
    private Future<RoomSnapshot> seated(Subscription seat, Supplier<Future<RoomSnapshot>> finding) {
        User user = seat.ear().user();
        attendance.came(seat.room(), user.id());
        return settled(seat, feeds.sit(seat).compose(_ -> finding.get()));
    }

    private Future<RoomSnapshot> settled(Subscription seat, Future<RoomSnapshot> finding) {
        User user = seat.ear().user();
        return finding.onSuccess(found -> feeds.begin(seat.room(), found.head()))
                .onFailure(_ -> stand(List.of(seat), user));
    }

    private Future<RoomSnapshot> join(Subscriber ear, RoomId room, ResumeRequest look) {
        return records.join(ear.user(), room, look, false)
                .compose(found -> found.map(Future::succeededFuture).orElseGet(() -> make(ear.user(), room, look)))
                .compose(found -> found.fresh()
                        ? lists.stay(ear.user().id(), room)
                                .compose(_ -> tell(ear.user().id(), new UserEvent.Joined(room, ear.session())))
                                .map(found)
                        : Future.succeededFuture(found));
    }

    private Future<RoomSnapshot> make(User user, RoomId room, ResumeRequest look) {
        if (room.kind() != RoomKind.PUBLIC) {
            return Future.failedFuture(
                    Problem.notFound("expected a room that exists and that you can see, got " + room));
        }
        Future<Void> allowed = room.equals(Lobby.ROOM) ? Future.succeededFuture() : quota.newRoom(user.id());
        return allowed.compose(_ -> records.join(user, room, look, true))
                .compose(found -> directory.made(room).map(found.orElseThrow()));
    }

    private Future<Void> tell(String user, UserEvent told) {
        return store.publish(new UserTopic(user).name(), told.text());
    }

    static Sent sent(RoomId room, String id, StoredEntry stored) {
        return new Sent(room, id, stored.position().epoch(), stored.position().seq(), stored.at(), stored.duplicate());
    }
}
