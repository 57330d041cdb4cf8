package chat.parley.room;

import chat.parley.history.Opening;
import chat.parley.history.RoomNotOpen;
import chat.parley.identity.RedisUsers;
import chat.parley.identity.UserTopic;
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

/// What two people do with each other: writing directly, hiding the conversation, blocking (protocol.md section 4). A
/// direct room comes into being with its first message. As with every room, its people's lists are written before it.
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

    /// Stores a message to a person and publishes it, to everybody's devices.
    ///
    /// @param frame with which it came
    public Future<Sent> send(User user, String session, Command.Send send, Step frame) {
        RoomId room = send.room().roomOf(user.id());
        if (!room.isOf(user.id())) {
            return Future.failedFuture(
                    Problem.notFound("expected a room that exists and that you can see, got " + room));
        }
        return rooms.send(user, session, send, Optional.empty(), frame)
                .recover(failure -> failure instanceof RoomNotOpen shut
                        ? open(user, session, send, room, shut, frame)
                        : Future.failedFuture(failure));
    }

    /// Takes the conversation off the user's list until its next message; his sessions are told. It may have come
    /// while it was being taken off: then it is put back.
    public Future<Void> hide(User user, RoomId room) {
        return pairs.hide(user, room)
                .compose(_ -> lists.takeOff(user.id(), room))
                .compose(_ -> store.publish(
                        new UserTopic(user.id()).name(), new UserEvent.Left(room, RoomGone.Reason.LEFT).text()));
    }

    /// Lets the other's direct messages and invitations go nowhere, or through again; he is not told.
    public Future<Void> block(User user, String other, boolean on) {
        if (user.id().equals(other)) {
            return Future.failedFuture(Problem.badRequest("user: expected somebody else, got your own id"));
        }
        return name(other).compose(_ -> blocks.set(user, other, on));
    }

    private Future<Sent> open(User user, String session, Command.Send send, RoomId room, RoomNotOpen shut, Step frame) {
        String other = room.other(user.id());
        return name(other)
                .compose(name -> (shut.there() ? Future.<Void>succeededFuture() : quota.newRoom(user.id())).map(name))
                .compose(name -> users.list(user.id(), room)
                        .compose(_ -> bothered(user.id(), other, room))
                        .compose(both -> list(both, room)
                                .compose(_ -> rooms.send(
                                        user, session, send, Optional.of(opening(user, new User(other, name))), frame))
                                .compose(sent -> list(both, room).map(sent))));
    }

    /// Who has blocked the user does not find the room on his list.
    private Future<Set<String>> bothered(String user, String other, RoomId room) {
        return pairs.blocked(user, room).map(blocked -> {
            Set<String> both = new LinkedHashSet<>(List.of(user));
            if (!blocked) {
                both.add(other);
            }
            return both;
        });
    }

    /// Written before the room, so that the lists are never too short, and once more after it: a `hello` in between may
    /// have found the room not there yet and have taken it off.
    private Future<Void> list(Collection<String> people, RoomId room) {
        return Future.all(people.stream().map(one -> lists.stay(one, room)).toList())
                .mapEmpty();
    }

    private Future<String> name(String user) {
        return users.name(user)
                .compose(name -> name.map(Future::succeededFuture)
                        .orElseGet(() ->
                                Future.failedFuture(Problem.notFound("expected a user that exists, got " + user))));
    }

    private static Opening opening(User user, User other) {
        return new Opening(side(user), side(other));
    }

    private static Opening.Side side(User user) {
        return new Opening.Side(user.name(), new UserTopic(user.id()).name());
    }
}
