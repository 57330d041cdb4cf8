package chat.parley.room;

import chat.parley.delivery.Lobby;
import chat.parley.identity.RedisUsers;
import chat.parley.protocol.Create;
import chat.parley.protocol.Problem;
import chat.parley.protocol.RoomId;
import chat.parley.protocol.RoomKind;
import chat.parley.protocol.User;
import io.vertx.core.Future;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Creates rooms with a title and an owner (protocol.md section 4, `create`).
@Singleton
public final class RoomCreation {

    private final RedisRoomCreation records;
    private final RedisUsers users;
    private final RedisDirectory directory;
    private final UserRoomLists lists;
    private final RoomQuota quota;
    private final NewRoomId ids;

    RoomCreation(
            RedisRoomCreation records,
            RedisUsers users,
            RedisDirectory directory,
            UserRoomLists lists,
            RoomQuota quota,
            NewRoomId ids) {
        this.records = records;
        this.users = users;
        this.directory = directory;
        this.lists = lists;
        this.quota = quota;
        this.ids = ids;
    }

    /// Creates the room and notifies the sessions of its members but `session`. If any of the initial members
    /// cannot be added, no room is created. Lists are written before the room, as with joining
    /// (src/docs/adr/0003-a-users-list-of-rooms-is-never-too-short.md).
    public Future<RoomId> create(User owner, String session, Create command) {
        RoomId room = command.room().orElseGet(() -> newId(command));
        if (room.equals(Lobby.ROOM)) {
            return Future.failedFuture(taken(room));
        }
        List<String> others =
                command.members().stream().filter(id -> !id.equals(owner.id())).toList();
        return quota.newRoom(owner.id())
                .compose(_ -> quota.invites(owner.id(), others.size()))
                .compose(_ -> users.list(owner.id(), room))
                .compose(_ -> withoutBlockers(owner, others))
                .compose(invited -> members(owner, invited, room))
                .compose(members -> records.create(room, command.title(), members, session)
                        .compose(made -> made ? addAgain(members, room) : Future.failedFuture(taken(room))))
                .compose(_ -> room.kind() == RoomKind.PUBLIC
                        ? directory.made(room).compose(_ -> directory.titled(room, command.title()))
                        : Future.succeededFuture())
                .map(room);
    }

    private RoomId newId(Create command) {
        return command.kind() == RoomKind.PUBLIC ? ids.of(command.title()) : ids.secret();
    }

    /// Leaves out users who have blocked the owner, without notifying the owner.
    private Future<List<String>> withoutBlockers(User owner, List<String> others) {
        List<Future<Boolean>> blocks =
                others.stream().map(id -> lists.blocks(id, owner.id())).toList();
        return Future.join(blocks)
                .map(all -> IntStream.range(0, others.size())
                        .filter(i -> !all.<Boolean>resultAt(i))
                        .mapToObj(others::get)
                        .toList());
    }

    /// Adds the room to the others' lists, and returns the owner and the others with their names.
    private Future<List<User>> members(User owner, List<String> others, RoomId room) {
        List<Future<User>> guests =
                others.stream().map(id -> lists.bring(id, room)).toList();
        return Future.join(guests).map(all -> {
            List<User> members = new ArrayList<>(List.of(owner));
            members.addAll(all.list());
            return members;
        });
    }

    private Future<Void> addAgain(List<User> people, RoomId room) {
        return Future.join(people.stream()
                        .map(member -> lists.addAgain(member.id(), room))
                        .toList())
                .mapEmpty();
    }

    private static Problem taken(RoomId room) {
        return Problem.conflict("room: expected an id that is free, got \"" + room + "\"");
    }
}
