package chat.parley.room;

import chat.parley.identity.RedisUsers;
import chat.parley.protocol.RoomId;
import chat.parley.protocol.User;
import io.vertx.core.Future;
import jakarta.inject.Singleton;

/// The users' lists of their rooms, which never miss a room
/// (src/docs/adr/0003-a-users-list-of-rooms-is-never-too-short.md): a room is added before the user becomes a
/// member, and removed only after the membership ended. Since an addition and a removal may run at the same
/// time, both check twice.
@Singleton
final class UserRoomLists {

    private final RedisUsers users;
    private final RedisRooms rooms;

    UserRoomLists(RedisUsers users, RedisRooms rooms) {
        this.users = users;
        this.rooms = rooms;
    }

    /// Before the membership starts: adds the room to the user's list and returns the user with their name.
    /// Fails with `not_found` if the user does not exist, and with `conflict` if the list is full.
    Future<User> bring(String user, RoomId room) {
        return users.bring(user, room);
    }

    /// Whether `user` has blocked `other`.
    Future<Boolean> blocks(String user, String other) {
        return users.blocks(user, other);
    }

    /// After the membership started: adds the room again, since a removal may have run meanwhile.
    Future<Void> addAgain(String user, RoomId room) {
        return users.relist(user, room);
    }

    /// After the membership ended: removes the room, and adds it again if the user has become a member
    /// meanwhile.
    Future<Void> remove(String user, RoomId room) {
        return users.unlist(user, room)
                .compose(_ -> rooms.has(user, room))
                .compose(member -> member ? addAgain(user, room) : Future.succeededFuture());
    }
}
