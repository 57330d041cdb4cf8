package chat.parley.room;

import chat.parley.history.RedisRefusal;
import chat.parley.history.RoomKeys;
import chat.parley.history.RoomScript;
import chat.parley.protocol.RoomId;
import chat.parley.protocol.User;
import chat.parley.store.RedisScript;
import chat.parley.store.RedisStore;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Response;
import jakarta.inject.Singleton;
import java.util.List;

/// What the two people of a direct room have decided about it: who hides it, and who has blocked the other. It is kept
/// with the room, where each message is checked against it, and may be there before the room is.
@Singleton
public final class RedisPairs {

    private static final RedisScript UNPAIR = RedisScript.of("forget-pair.lua");
    private static final RedisScript HIDE = RoomScript.of("lib/presence.lua", "hide-direct-room.lua");

    private static final RedisScript BLOCK = RoomScript.of("lib/presence.lua", "block-user.lua");

    private final RedisStore store;

    public RedisPairs(RedisStore store) {
        this.store = store;
    }

    /// Hides the room from one of the two until its next message.
    Future<Void> hide(User user, RoomId room) {
        RoomKeys keys = new RoomKeys(room);
        return store.run(
                        HIDE,
                        List.of(keys.meta(), keys.members(), keys.online(), keys.pair()),
                        List.of(keys.topic(), user.id(), user.id() + " " + user.name()))
                .map(answer -> RedisRefusal.check(answer, room))
                .mapEmpty();
    }

    /// From now on what `blocked` writes goes nowhere, or arrives again.
    ///
    /// @param user by the name that `blocked` is to see until then
    Future<Void> block(User user, String blocked, boolean on) {
        RoomKeys keys = new RoomKeys(RoomId.direct(user.id(), blocked));
        return store.run(
                        BLOCK,
                        List.of(keys.members(), keys.online(), keys.pair()),
                        List.of(keys.topic(), user.id(), user.name(), blocked, on ? 1 : 0))
                .mapEmpty();
    }

    /// One of the two is forgotten. Only what concerns the other alone stays, and only while there is a room.
    Future<Void> forget(RoomId room, String user, String other) {
        RoomKeys keys = new RoomKeys(room);
        return store.run(UNPAIR, List.of(keys.meta(), keys.pair()), List.of(user, other))
                .mapEmpty();
    }

    /// Whether the other has blocked `user`.
    Future<Boolean> blocked(String user, RoomId room) {
        return has(room, "blocked:" + user);
    }

    private Future<Boolean> has(RoomId room, String field) {
        return store.send(Command.HEXISTS, new RoomKeys(room).pair(), field).map(Response::toBoolean);
    }
}
