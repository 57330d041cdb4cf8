package chat.parley.room;

import chat.parley.history.RoomKeys;
import chat.parley.history.RoomScript;
import chat.parley.identity.UserTopic;
import chat.parley.protocol.RoomId;
import chat.parley.protocol.Title;
import chat.parley.protocol.User;
import chat.parley.store.RedisScript;
import chat.parley.store.RedisStore;
import io.vertx.core.Future;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

/// Brings rooms with an owner into being, in Redis: the record and all members at once.
@Singleton
final class RedisRoomCreation {

    private static final RedisScript CREATE = RoomScript.of("lib/presence.lua", "lib/membership.lua", "create-room.lua");

    private final RedisStore store;

    RedisRoomCreation(RedisStore store) {
        this.store = store;
    }

    /// Makes a room; everybody's sessions are told but the one that asked. False when there is such a room.
    ///
    /// @param people who are in it, the owner first
    Future<Boolean> create(RoomId room, Title title, List<User> people, String session) {
        RoomKeys keys = new RoomKeys(room);
        List<Object> args = new ArrayList<>(List.of(keys.topic(), room.kind().wire(), title.value(), session));
        for (User one : people) {
            args.add(one.id());
            args.add(one.name());
            args.add(new UserTopic(one.id()).name());
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
