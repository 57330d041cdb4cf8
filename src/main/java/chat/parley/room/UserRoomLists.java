package chat.parley.room;

import chat.parley.identity.RedisUsers;
import chat.parley.protocol.RoomId;
import chat.parley.protocol.User;
import io.vertx.core.Future;
import jakarta.inject.Singleton;

/// The users' lists of their rooms, kept so that none is ever too short (src/docs/adr/0003): a room is on the list
/// before it knows the user, and comes off only after it does not know him any more. Whoever takes it off may meet
/// somebody who brings the user in at that moment; so both look twice.
@Singleton
final class UserRoomLists {

    private final RedisUsers users;
    private final RedisRooms rooms;

    UserRoomLists(RedisUsers users, RedisRooms rooms) {
        this.users = users;
        this.rooms = rooms;
    }

    /// Before the room knows him: puts it on his list and says what he is called. Fails with `not_found` for one who
    /// was never here, and with `conflict` when his list is full.
    Future<User> bring(String user, RoomId room) {
        return users.bring(user, room);
    }

    /// Whether `user` wants no invitations of `other`'s.
    Future<Boolean> blocks(String user, String other) {
        return users.blocks(user, other);
    }

    /// Once the room knows him: somebody who found that it did not may have taken it off meanwhile.
    Future<Void> stay(String user, RoomId room) {
        return users.relist(user, room);
    }

    /// The room does not know him: takes it off, and puts it back where he has become a member meanwhile.
    Future<Void> takeOff(String user, RoomId room) {
        return users.unlist(user, room)
                .compose(_ -> rooms.has(user, room))
                .compose(member -> member ? stay(user, room) : Future.succeededFuture());
    }
}
