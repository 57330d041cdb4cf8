package chat.parley.room;

import chat.parley.history.Opening;
import chat.parley.history.RoomNotOpen;
import chat.parley.identity.RedisUsers;
import chat.parley.keyspace.UserTopic;
import chat.parley.protocol.Command;
import chat.parley.protocol.Event.RoomGone;
import chat.parley.protocol.Problem;
import chat.parley.protocol.RoomId;
import chat.parley.protocol.Sent;
import chat.parley.protocol.User;
import chat.parley.store.RedisStore;
import chat.parley.trace.Step;
import io.vertx.core.Future;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Conversations of two users: direct messages, hiding a conversation, blocking (protocol.md section 4). The
/// first message creates the direct room. As with every room, its users' lists are written before it.
@Singleton
public final class Conversations {

    private final Rooms rooms;
    private final RedisPairs pairs;
    private final RedisUsers users;
    private final RedisStore store;
    private final UserRoomLists lists;
    private final RoomQuota quota;
    private final Blocks blocks;

    Conversations(
            Rooms rooms,
            RedisPairs pairs,
            RedisUsers users,
            RedisStore store,
            UserRoomLists lists,
            RoomQuota quota,
            Blocks blocks) {
        this.rooms = rooms;
        this.pairs = pairs;
        this.users = users;
        this.store = store;
        this.lists = lists;
        this.quota = quota;
        this.blocks = blocks;
    }

    /// Stores a direct message and publishes it to all devices of both users.
    ///
    /// @param frame the step of its frame
    public Future<Sent> send(User user, String session, Command.Send send, Step frame) {
        RoomId room = send.room().roomOf(user.id());
        if (!room.isOf(user.id())) {
            return Future.failedFuture(
                    Problem.notFound("expected a room that exists and that you can see, got " + room));
        }
        return rooms.send(user, session, send, Optional.empty(), frame)
                .recover(failure -> failure instanceof RoomNotOpen notOpen
                        ? open(user, session, send, room, notOpen, frame)
                        : Future.failedFuture(failure));
    }

    /// Removes the conversation from the user's list until its next message, and notifies their sessions. If
    /// that message arrives meanwhile, the conversation is put back.
    public Future<Void> hide(User user, RoomId room) {
        return pairs.hide(user, room)
                .compose(_ -> lists.remove(user.id(), room))
                .compose(_ -> store.publish(
                        new UserTopic(store.prefix(), user.id()).name(),
                        new UserEvent.Left(room, RoomGone.Reason.LEFT).text()));
    }

    /// Blocks or unblocks direct messages and invitations from `other`, who is not notified.
    public Future<Void> block(User user, String other, boolean on) {
        if (user.id().equals(other)) {
            return Future.failedFuture(Problem.badRequest("user: expected somebody else, got your own id"));
        }
        return name(other).compose(_ -> blocks.set(user, other, on));
    }

    private Future<Sent> open(
            User user, String session, Command.Send send, RoomId room, RoomNotOpen notOpen, Step frame) {
        String other = room.other(user.id());
        return name(other)
                .compose(name ->
                        (notOpen.exists() ? Future.<Void>succeededFuture() : quota.newRoom(user.id())).map(name))
                .compose(name -> users.list(user.id(), room)
                        .compose(_ -> listOwners(user.id(), other, room))
                        .compose(owners -> list(owners, room)
                                .compose(_ -> rooms.send(
                                        user, session, send, Optional.of(opening(user, new User(other, name))), frame))
                                .compose(sent -> list(owners, room).map(sent))));
    }

    /// The users whose lists get the room: without `other` if they have blocked the user.
    private Future<Set<String>> listOwners(String user, String other, RoomId room) {
        return pairs.blocked(user, room).map(blocked -> {
            Set<String> owners = new LinkedHashSet<>(List.of(user));
            if (!blocked) {
                owners.add(other);
            }
            return owners;
        });
    }

    /// Written before the room, so that no list ever misses it, and again after it: a `hello` in between may
    /// have found that the room does not exist and have removed it.
    private Future<Void> list(Collection<String> users, RoomId room) {
        return Future.all(users.stream().map(user -> lists.addAgain(user, room)).toList())
                .mapEmpty();
    }

    private Future<String> name(String user) {
        return users.name(user)
                .compose(name -> name.map(Future::succeededFuture)
                        .orElseGet(
                                () -> Future.failedFuture(Problem.notFound("expected an existing user, got " + user))));
    }

    private Opening opening(User user, User other) {
        return new Opening(side(user), side(other));
    }

    private Opening.Side side(User user) {
        return new Opening.Side(user.name(), new UserTopic(store.prefix(), user.id()).name());
    }
}
