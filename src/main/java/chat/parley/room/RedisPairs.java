package chat.parley.room;

import chat.parley.keyspace.RedisRefusal;
import chat.parley.keyspace.RoomKeys;
import chat.parley.keyspace.RoomScript;
import chat.parley.protocol.RoomId;
import chat.parley.protocol.User;
import chat.parley.store.RedisStore;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Response;
import jakarta.inject.Singleton;

/// Settings of the two users of a direct room: who hides it, and who has blocked the other. They are stored
/// with the room, where each message is checked against them, and may exist before the room does.
@Singleton
public final class RedisPairs {

    private static final RoomScript UNPAIR = RoomScript.bare("forget-pair.lua");
    private static final RoomScript HIDE = RoomScript.of("lib/presence.lua", "hide-direct-room.lua");

    private static final RoomScript BLOCK = RoomScript.of("lib/presence.lua", "block-user.lua");

    private final RedisStore store;

    public RedisPairs(RedisStore store) {
        this.store = store;
    }

    /// Hides the room from one of its users until its next message.
    Future<Void> hide(User user, RoomId room) {
        RoomKeys keys = new RoomKeys(store.prefix(), room);
        return store.run(HIDE.on(keys)
                        .arg("channel", keys.topic())
                        .arg("user", user.id())
                        .arg("line", user.id() + " " + user.name()))
                .map(answer -> RedisRefusal.check(answer, room))
                .mapEmpty();
    }

    /// Sets or removes the block: whether messages from `blocked` are dropped.
    ///
    /// @param user the blocking user, with the name that `blocked` sees from now on
    Future<Void> block(User user, String blocked, boolean on) {
        RoomKeys keys = new RoomKeys(store.prefix(), RoomId.direct(user.id(), blocked));
        return store.run(BLOCK.on(keys)
                        .arg("channel", keys.topic())
                        .arg("user", user.id())
                        .arg("name", user.name())
                        .arg("other", blocked)
                        .arg("on", on ? 1 : 0))
                .mapEmpty();
    }

    /// Deletes the settings of `user`. Those that concern only `other` stay while the room exists.
    Future<Void> forget(RoomId room, String user, String other) {
        return store.run(UNPAIR.on(new RoomKeys(store.prefix(), room))
                        .arg("user", user)
                        .arg("other", other))
                .mapEmpty();
    }

    /// Whether the other user of the room has blocked `user`.
    Future<Boolean> blocked(String user, RoomId room) {
        return has(room, "blocked:" + user);
    }

    private Future<Boolean> has(RoomId room, String field) {
        return store.send(Command.HEXISTS, new RoomKeys(store.prefix(), room).pair(), field)
                .map(Response::toBoolean);
    }
}
