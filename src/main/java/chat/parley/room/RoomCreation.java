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

/// Brings rooms with a title and an owner into being (protocol.md section 4, `create`).
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

    /// Makes the room; everybody in it but `session` is told. Where one of those whom the maker brings along cannot
    /// come, there is no room. The lists come before the room, as with joining (src/docs/adr/0003).
    public Future<RoomId> create(User maker, String session, Create asked) {
        RoomId room = asked.room().orElseGet(() -> newId(asked));
        if (room.equals(Lobby.ROOM)) {
            return Future.failedFuture(taken(room));
        }
        List<String> others =
                asked.members().stream().filter(one -> !one.equals(maker.id())).toList();
        return quota.newRoom(maker.id())
                .compose(_ -> quota.invites(maker.id(), others.size()))
                .compose(_ -> users.list(maker.id(), room))
                .compose(_ -> welcoming(maker, others))
                .compose(willing -> brought(maker, willing, room))
                .compose(people -> records.create(room, asked.title(), people, session)
                        .compose(made -> made ? stay(people, room) : Future.failedFuture(taken(room))))
                .compose(_ -> room.kind() == RoomKind.PUBLIC
                        ? directory.made(room).compose(_ -> directory.titled(room, asked.title()))
                        : Future.succeededFuture())
                .map(room);
    }

    private RoomId newId(Create asked) {
        return asked.kind() == RoomKind.PUBLIC ? ids.of(asked.title()) : ids.secret();
    }

    /// Those who have blocked the maker are not bothered with it, and he is not told.
    private Future<List<String>> welcoming(User maker, List<String> others) {
        List<Future<Boolean>> blocks =
                others.stream().map(one -> lists.blocks(one, maker.id())).toList();
        return Future.join(blocks)
                .map(all -> IntStream.range(0, others.size())
                        .filter(i -> !all.<Boolean>resultAt(i))
                        .mapToObj(others::get)
                        .toList());
    }

    /// The maker and the others, as people.
    private Future<List<User>> brought(User maker, List<String> others, RoomId room) {
        List<Future<User>> guests =
                others.stream().map(one -> lists.bring(one, room)).toList();
        return Future.join(guests).map(all -> {
            List<User> people = new ArrayList<>(List.of(maker));
            people.addAll(all.list());
            return people;
        });
    }

    private Future<Void> stay(List<User> people, RoomId room) {
        return Future.join(
                        people.stream().map(one -> lists.stay(one.id(), room)).toList())
                .mapEmpty();
    }

    private static Problem taken(RoomId room) {
        return Problem.conflict("room: expected an id that is free, got \"" + room + "\"");
    }
}
