package chat.parley.room;

import chat.parley.keyspace.RoomKeys;
import chat.parley.keyspace.RoomScript;
import chat.parley.keyspace.UserTopic;
import chat.parley.protocol.RoomId;
import chat.parley.protocol.Title;
import chat.parley.protocol.User;
import chat.parley.store.RedisScript;
import chat.parley.store.RedisStore;
import io.vertx.core.Future;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

/// Creates rooms with an owner in Redis: metadata and all members at once.
@Singleton
final class RedisRoomCreation {

    private static final RedisScript CREATE =
            RoomScript.of("lib/presence.lua", "lib/membership.lua", "create-room.lua");

    private final RedisStore store;

    RedisRoomCreation(RedisStore store) {
        this.store = store;
    }

    /// Creates a room and notifies all sessions of its members but the requesting one. False if the room
    /// exists.
    ///
    /// @param members the owner first
    Future<Boolean> create(RoomId room, Title title, List<User> members, String session) {
        RoomKeys keys = new RoomKeys(room);
        List<Object> args = new ArrayList<>(List.of(keys.topic(), room.kind().wire(), title.value(), session));
        for (User member : members) {
            args.add(member.id());
            args.add(member.name());
            args.add(new UserTopic(member.id()).name());
        }
        return store.run(
                        CREATE,
                        List.of(
                                keys.meta(),
                                keys.members(),
                                keys.online(),
                                keys.read(),
                                keys.received(),
                                keys.mentions(),
                                keys.muted(),
                                keys.out(),
                                keys.standing()),
                        args)
                .map(answer -> answer.get(0).toString().equals("ok"));
    }
}
