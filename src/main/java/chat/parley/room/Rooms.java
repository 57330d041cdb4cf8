package chat.parley.room;

import chat.parley.archive.MessageHistory;
import chat.parley.delivery.HeadCheck;
import chat.parley.delivery.Lobby;
import chat.parley.delivery.RoomSubscriptions;
import chat.parley.delivery.Subscriber;
import chat.parley.delivery.Subscription;
import chat.parley.history.Entry;
import chat.parley.history.Opening;
import chat.parley.history.RedisAppend;
import chat.parley.history.RoomNotOpen;
import chat.parley.history.StoredEntry;
import chat.parley.identity.RedisUsers;
import chat.parley.keyspace.UserTopic;
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

/// Actions of members in rooms: one method per action, with all of its steps. Every future completes on the
/// caller's context, or fails with [Problem] for a refusal.
@Singleton
public final class Rooms {

    /// Of what is asked for without a connection: it is no session of anybody's, so all of a user's hear of it.
    public static final String NO_SESSION = "-";

    /// @param session which is not notified
    /// @param present whether the user comes online by it
    /// @param makes whether a public room that does not exist is made
    private record Joining(
            User user, String session, RoomId room, ResumeRequest request, boolean present, boolean makes) {}

    private final RedisRooms records;
    private final RedisMemberLists members;
    private final RedisAppend append;
    private final MessageHistory history;
    private final RedisUsers users;
    private final RedisDirectory directory;
    private final RedisStore store;
    private final RoomQuota quota;
    private final UserRoomLists lists;
    private final RoomSubscriptions roomSubscriptions;
    private final HeadCheck headCheck;
    private final LocalPresence localPresence;
    private final MessageMeters meters;
    private final MemberCursors cursors;
    private final ActivityCounter activity;

    public Rooms(
            RedisRooms records,
            RedisMemberLists members,
            RedisAppend append,
            MessageHistory history,
            RedisUsers users,
            RedisDirectory directory,
            RedisStore store,
            RoomQuota quota,
            UserRoomLists lists,
            RoomSubscriptions roomSubscriptions,
            HeadCheck headCheck,
            LocalPresence localPresence,
            MessageMeters meters,
            MemberCursors cursors,
            ActivityCounter activity) {
        this.records = records;
        this.members = members;
        this.append = append;
        this.history = history;
        this.users = users;
        this.directory = directory;
        this.store = store;
        this.quota = quota;
        this.lists = lists;
        this.roomSubscriptions = roomSubscriptions;
        this.headCheck = headCheck;
        this.localPresence = localPresence;
        this.meters = meters;
        this.cursors = cursors;
        this.activity = activity;
    }

    /// Subscribes to a room of which the user is a member. On failure the subscription is removed again.
    public Future<RoomSnapshot> subscribe(Subscription subscription, ResumeRequest request) {
        return subscribe(List.of(subscription), List.of(request)).getFirst();
    }

    /// Subscribes a session to rooms of which the user is a member, and reads their states in one go. On
    /// failure a subscription is removed again.
    ///
    /// @param requests one for each subscription
    /// @return one for each subscription
    public List<Future<RoomSnapshot>> subscribe(List<Subscription> subscriptions, List<ResumeRequest> requests) {
        if (subscriptions.isEmpty()) {
            return List.of();
        }
        User user = subscriptions.getFirst().subscriber().user();
        List<RoomId> all = subscriptions.stream().map(Subscription::room).toList();
        all.forEach(room -> localPresence.cameOnline(room, user.id()));
        Future<List<Future<RoomSnapshot>>> reading = Future.join(
                        subscriptions.stream().map(roomSubscriptions::subscribe).toList())
                .map(_ -> records.states(user, all, requests, true));
        List<Future<RoomSnapshot>> snapshots = new ArrayList<>(subscriptions.size());
        for (int i = 0; i < subscriptions.size(); i++) {
            int index = i;
            snapshots.add(settled(subscriptions.get(i), reading.compose(states -> states.get(index))));
        }
        return snapshots;
    }

    /// Makes the user a member unless they are one, and subscribes to the room unless the session is
    /// subscribed already. Fails with `forbidden` if the room does not exist and may not be made.
    ///
    /// @param makes whether a public room that does not exist is made
    public Future<RoomSnapshot> join(
            Subscription subscription, ResumeRequest request, boolean subscribed, boolean makes) {
        Subscriber subscriber = subscription.subscriber();
        User user = subscriber.user();
        Joining joining = new Joining(user, subscriber.session(), subscription.room(), request, true, makes);
        return users.list(user.id(), subscription.room())
                .compose(_ -> subscribed ? join(joining) : subscribeAndRead(subscription, () -> join(joining)))
                .onSuccess(snapshot -> roomSubscriptions.begin(subscription.room(), snapshot.head()))
                .onFailure(failure -> removeIfRefused(user, subscription.room(), failure));
    }

    /// Makes a user who has no connection here a member unless they are one; nobody comes online by it.
    ///
    /// @param makes whether a public room that does not exist is made
    public Future<RoomSnapshot> join(User user, RoomId room, ResumeRequest request, boolean makes) {
        return users.list(user.id(), room)
                .compose(_ -> join(new Joining(user, NO_SESSION, room, request, false, makes)))
                .onFailure(failure -> removeIfRefused(user, room, failure));
    }

    /// Reads the room's state again for a subscribed member.
    public Future<RoomSnapshot> look(Subscription subscription, ResumeRequest request) {
        return records.state(subscription.subscriber().user(), subscription.room(), request, true);
    }

    /// Unsubscribes from rooms; the memberships stay.
    public void unsubscribe(List<Subscription> subscriptions, User user) {
        localPresence.wentOffline(
                subscriptions.stream()
                        .filter(roomSubscriptions::unsubscribe)
                        .map(Subscription::room)
                        .toList(),
                user);
    }

    /// Unsubscribes from a room of which the user is not a member any more.
    public void unsubscribeFormerMember(Subscription subscription) {
        if (roomSubscriptions.unsubscribe(subscription)) {
            localPresence.left(subscription.room(), subscription.user());
        }
    }

    /// Ends a membership and notifies the user's sessions.
    public Future<Void> leave(User user, RoomId room) {
        return records.leave(user, room).compose(_ -> lists.remove(user.id(), room));
    }

    /// Stores and publishes a message, and returns its position.
    ///
    /// @param key what a key lets the user do
    /// @param frame the step of its frame
    public Future<Sent> send(User user, String session, Command.Send send, KeyPower key, Step frame) {
        return send(user, session, send, Optional.empty(), key, frame);
    }

    /// Stores and publishes a message; with an opening it may be the first in a direct room. Fails with
    /// [RoomNotOpen] if an opening is needed, but missing.
    Future<Sent> send(User user, String session, Command.Send send, Optional<Opening> opening, Step frame) {
        return send(user, session, send, opening, KeyPower.NONE, frame);
    }

    private Future<Sent> send(
            User user, String session, Command.Send send, Optional<Opening> opening, KeyPower key, Step frame) {
        RoomId room = send.room().roomOf(user.id());
        MessageBody body = MessageBody.of(user, send);
        String leftOut = send.to() == SendTarget.OTHERS ? session : "";
        Entry entry = new Entry(user.id(), send.cid(), leftOut, send.reply(), send.mentions(), body.parts())
                .withKey(key.writes(), key.moderates());
        return append.append(room, opening.map(entry::opening).orElse(entry), frame)
                .onSuccess(stored -> {
                    directory.markActive(room);
                    if (!stored.duplicate()) {
                        activity.count(room, user.id());
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
    public Future<HistoryPage> history(User user, Command.History command) {
        return history.page(user.id(), command).map(page -> new HistoryPage(page.messages(), page.more()));
    }

    /// A page of a room's members.
    public Future<MembersPage> members(User user, Command.Members command) {
        return members(user, command, false);
    }

    /// The same.
    ///
    /// @param moderates whether a key lets the user do what a moderator may
    public Future<MembersPage> members(User user, Command.Members command, boolean moderates) {
        return members.page(user.id(), command, moderates);
    }

    /// A page of the public rooms.
    public Future<RoomsPage> rooms(Command.Rooms command) {
        return directory.page(command);
    }

    /// Renames the user, in their record and in each of their rooms.
    public Future<User> rename(User user, Name name) {
        String renaming = UUID.randomUUID().toString();
        User renamed = new User(user.id(), name.value());
        return users.rename(user.id(), name)
                .compose(_ -> users.roomsOf(user.id()))
                .compose(rooms -> Future.all(rooms.stream()
                        .map(room -> records.rename(renamed, room, renaming))
                        .toList()))
                .compose(_ -> notifySessions(user.id(), new UserEvent.Renamed(name)))
                .map(renamed);
    }

    /// Checks a room's head in the store against this pod's.
    public void checkHead(RoomId room) {
        headCheck.now(room);
    }

    /// A room's state for a member, without bringing them online in it.
    public Future<RoomSnapshot> state(User user, RoomId room) {
        return records.state(user, room, ResumeRequest.brief(Optional.empty()), false);
    }

    /// Whether the user is known to have left or to have been removed, and has not rejoined since.
    public Future<Boolean> wasRemoved(User user, RoomId room) {
        return records.wasRemoved(user.id(), room);
    }

    /// Adds a room that the store lost to the user's list again, if the user is a member.
    public Future<Void> restoreToList(User user, RoomId room) {
        return records.has(user.id(), room)
                .compose(member -> member ? lists.addAgain(user.id(), room) : Future.succeededFuture());
    }

    /// Removes a room from the list of a user who turned out not to be a member.
    public Future<Void> removeFromList(User user, RoomId room) {
        return lists.remove(user.id(), room);
    }

    /// Removes the room from the user's list after a refusal. If the outcome is unknown it stays, and `hello`
    /// checks it.
    private void removeIfRefused(User user, RoomId room, Throwable failure) {
        if (failure instanceof Problem problem && !problem.retry()) {
            lists.remove(user.id(), room);
        }
    }

    /// Subscribes before reading the state, so that nothing published after it is missed. If reading fails,
    /// the store may have the user online all the same: they go offline as after a lost connection.
    private Future<RoomSnapshot> subscribeAndRead(Subscription subscription, Supplier<Future<RoomSnapshot>> reading) {
        User user = subscription.subscriber().user();
        localPresence.cameOnline(subscription.room(), user.id());
        return settled(subscription, roomSubscriptions.subscribe(subscription).compose(_ -> reading.get()));
    }

    private Future<RoomSnapshot> settled(Subscription subscription, Future<RoomSnapshot> reading) {
        User user = subscription.subscriber().user();
        return reading.onSuccess(snapshot -> roomSubscriptions.begin(subscription.room(), snapshot.head()))
                .onFailure(_ -> unsubscribe(List.of(subscription), user));
    }

    private Future<RoomSnapshot> join(Joining joining) {
        return records.join(joining.user(), joining.room(), joining.request(), joining.present(), false)
                .compose(snapshot -> snapshot.map(Future::succeededFuture).orElseGet(() -> create(joining)))
                .compose(snapshot -> snapshot.fresh()
                        ? lists.addAgain(joining.user().id(), joining.room())
                                .compose(_ -> notifySessions(
                                        joining.user().id(), new UserEvent.Joined(joining.room(), joining.session())))
                                .map(snapshot)
                        : Future.succeededFuture(snapshot));
    }

    private Future<RoomSnapshot> create(Joining joining) {
        RoomId room = joining.room();
        if (room.kind() != RoomKind.PUBLIC) {
            return Future.failedFuture(
                    Problem.notFound("expected a room that exists and that you can see, got " + room));
        }
        if (!joining.makes() && !room.equals(Lobby.ROOM)) {
            return Future.failedFuture(Problem.forbidden("room: expected one that exists, or a token with the role"
                    + " \"create\" to make one (parley.rooms.create), got " + room));
        }
        Future<Void> allowed = room.equals(Lobby.ROOM)
                ? Future.succeededFuture()
                : quota.newRoom(joining.user().id());
        return allowed.compose(_ -> records.join(joining.user(), room, joining.request(), joining.present(), true))
                .compose(snapshot -> directory.made(room).map(snapshot.orElseThrow()));
    }

    private Future<Void> notifySessions(String user, UserEvent event) {
        return store.publish(new UserTopic(store.prefix(), user).name(), event.text());
    }

    static Sent sent(RoomId room, String id, StoredEntry stored) {
        return new Sent(room, id, stored.position().epoch(), stored.position().seq(), stored.at(), stored.duplicate());
    }
}
