package chat.parley.room;

import chat.parley.keyspace.RoomKeys;
import chat.parley.keyspace.RoomScript;
import chat.parley.keyspace.UserTopic;
import chat.parley.protocol.RoomId;
import chat.parley.protocol.Title;
import chat.parley.protocol.User;
import chat.parley.store.RedisStore;
import chat.parley.store.ScriptCall;
import io.vertx.core.Future;
import jakarta.inject.Singleton;
import java.util.List;

/// Creates rooms with an owner in Redis: metadata and all members at once.
@Singleton
final class RedisRoomCreation {

    private static final RoomScript CREATE = RoomScript.of("lib/presence.lua", "lib/membership.lua", "create-room.lua");

    private final RedisStore store;

    RedisRoomCreation(RedisStore store) {
        this.store = store;
    }

    /// Creates a room and notifies all sessions of its members but the requesting one. False if the room
    /// exists.
    ///
    /// @param members the owner first
    Future<Boolean> create(RoomId room, Title title, List<User> members, String session) {
        RoomKeys keys = new RoomKeys(store.prefix(), room);
        ScriptCall call = CREATE.on(keys)
                .arg("channel", keys.topic())
                .arg("kind", room.kind().wire())
                .arg("title", title.value())
                .arg("session", session);
        for (User member : members) {
            call.arg("user", member.id())
                    .arg("name", member.name())
                    .arg("topic", new UserTopic(store.prefix(), member.id()).name());
        }
        return store.run(call).map(answer -> answer.get(0).toString().equals("ok"));
    }
}
