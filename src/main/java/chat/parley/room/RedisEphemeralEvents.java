package chat.parley.room;

import chat.parley.delivery.Lobby;
import chat.parley.delivery.TypingBoard;
import chat.parley.keyspace.RedisRefusal;
import chat.parley.keyspace.RoomKeys;
import chat.parley.keyspace.RoomScript;
import chat.parley.limits.EmitLimit;
import chat.parley.limits.LimitsConfig;
import chat.parley.presence.Pod;
import chat.parley.protocol.RoomId;
import chat.parley.protocol.User;
import chat.parley.store.RedisStore;
import chat.parley.store.ScriptCall;
import io.vertx.core.Future;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Set;

/// Publishes events of a room that are not stored. The script that publishes an event also checks the
/// permission.
@Singleton
final class RedisEphemeralEvents {

    private static final RoomScript PASS = RoomScript.brief(
            "lib/may-write.lua",
            "lib/may-publish.lua",
            "lib/direct-pair.lua",
            "lib/emit-bytes.lua",
            "publish-ephemeral.lua");
    private static final RoomScript WEIGHED =
            RoomScript.bare("lib/clock.lua", "lib/emit-bytes.lua", "weigh-broadcast.lua");
    private static final RoomScript TYPING =
            RoomScript.brief("lib/may-write.lua", "lib/may-publish.lua", "publish-typing.lua");

    private final RedisStore store;
    private final Pod pod;
    private final LimitsConfig limits;

    RedisEphemeralEvents(RedisStore store, Pod pod, LimitsConfig limits) {
        this.limits = limits;
        this.store = store;
        this.pod = pod;
    }

    /// Publishes a member's event ([RoomMessage.Emitted]) to the sessions of the room.
    ///
    /// @param writes whether a key lets them write where few may
    /// @param connections how many the member has on this pod
    Future<Void> emit(String user, RoomId room, String publication, boolean writes, int connections) {
        RoomKeys keys = new RoomKeys(store.prefix(), room);
        return store.run(PASS.on(keys)
                        .arg("channel", keys.topic())
                        .arg("user", user)
                        .arg("publication", publication)
                        .arg("per_second", limits.emitBytesPerSecond().asLongValue())
                        .arg("burst", limits.emitBytesBurst().asLongValue())
                        .arg("connections", connections)
                        .arg("writes", writes ? "1" : ""))
                .map(answer -> {
                    if (answer.get(0).toString().equals("limited")) {
                        throw EmitLimit.exceeded(limits, answer.get(1).toLong());
                    }
                    return RedisRefusal.check(answer, room);
                })
                .mapEmpty();
    }

    /// Checks whether the user may publish there now. Fails with the refusal.
    ///
    /// @param writes whether a key lets them write where few may
    Future<Void> may(String user, RoomId room, boolean writes) {
        return emit(user, room, "", writes, 0);
    }

    /// Publishes who is typing in the room through this pod.
    ///
    /// @param typing the users, with the milliseconds for which each is shown
    /// @param writers those whom a key lets write where few may
    Future<Void> typing(RoomId room, Map<User, Long> typing, Set<User> writers) {
        RoomKeys keys = new RoomKeys(store.prefix(), room);
        ScriptCall call = TYPING.on(keys)
                .arg("channel", keys.topic())
                .arg("pod", pod.name())
                .arg("most", TypingBoard.SHOWN);
        typing.forEach((user, millis) -> call.arg("user", user.id())
                .arg("millis", millis)
                .arg("name", user.name())
                .arg("writes", writers.contains(user) ? "1" : ""));
        return store.run(call).mapEmpty();
    }

    /// Takes the weight of an event to everybody from the user's allowance. Fails with `rate_limited`.
    ///
    /// @param connections the minimum number of connections to count
    Future<Void> weighForAll(String user, int bytes, int connections) {
        return store.run(WEIGHED.on(new RoomKeys(store.prefix(), Lobby.ROOM))
                        .arg("user", user)
                        .arg("bytes", bytes)
                        .arg("connections", connections)
                        .arg("per_second", limits.emitBytesPerSecond().asLongValue())
                        .arg("burst", limits.emitBytesBurst().asLongValue()))
                .compose(wait -> wait.toLong() == 0
                        ? Future.succeededFuture()
                        : Future.failedFuture(EmitLimit.exceeded(limits, wait.toLong())));
    }
}
