package chat.parley.room;

import chat.parley.delivery.Lobby;
import chat.parley.delivery.RoomMessage;
import chat.parley.delivery.TypingBoard;
import chat.parley.keyspace.RedisRefusal;
import chat.parley.keyspace.RoomKeys;
import chat.parley.keyspace.RoomScript;
import chat.parley.limits.EmitLimit;
import chat.parley.limits.LimitsConfig;
import chat.parley.presence.Pod;
import chat.parley.protocol.RoomId;
import chat.parley.store.RedisScript;
import chat.parley.store.RedisStore;
import io.vertx.core.Future;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Publishes events of a room that are not stored. The script that publishes an event also checks the
/// permission.
@Singleton
final class RedisEphemeralEvents {

    private static final RedisScript PASS =
            RoomScript.brief("lib/may-publish.lua", "lib/emit-bytes.lua", "publish-ephemeral.lua");
    private static final RedisScript WEIGHED =
            RedisScript.of("lib/clock.lua", "lib/emit-bytes.lua", "weigh-broadcast.lua");
    private static final RedisScript TYPING = RoomScript.brief("lib/may-publish.lua", "publish-typing.lua");

    private final RedisStore store;
    private final Pod pod;
    private final LimitsConfig limits;

    RedisEphemeralEvents(RedisStore store, Pod pod, LimitsConfig limits) {
        this.limits = limits;
        this.store = store;
        this.pod = pod;
    }

    /// Publishes a member's event to all sessions of the room, or to all but one.
    ///
    /// @param leftOut the session that does not get it; empty for none
    Future<Void> emit(String user, RoomId room, String leftOut, String event) {
        return publish(user, room, new RoomMessage.Emitted(leftOut, List.of(event)).text());
    }

    /// Checks whether the user may publish there now. Fails with the refusal.
    Future<Void> may(String user, RoomId room) {
        return publish(user, room, "");
    }

    /// Publishes who is typing in the room through this pod.
    ///
    /// @param typing the users, with the milliseconds for which each is shown
    Future<Void> typing(RoomId room, Map<String, Long> typing) {
        RoomKeys keys = new RoomKeys(room);
        List<Object> args = new ArrayList<>(3 + 2 * typing.size());
        args.add(keys.topic());
        args.add(pod.name());
        args.add(TypingBoard.SHOWN);
        typing.forEach((user, millis) -> {
            args.add(user);
            args.add(millis);
        });
        return store.run(TYPING, List.of(keys.meta(), keys.members(), keys.banned(), keys.pair()), args)
                .mapEmpty();
    }

    /// Takes the weight of an event to everybody from the user's allowance. Fails with `rate_limited`.
    ///
    /// @param connections the minimum number of connections to count
    Future<Void> weighForAll(String user, int bytes, int connections) {
        RoomKeys all = new RoomKeys(Lobby.ROOM);
        return store.run(
                        WEIGHED,
                        List.of(all.online(), all.passing()),
                        List.of(
                                user,
                                bytes,
                                connections,
                                limits.emitBytesPerSecond().asLongValue(),
                                limits.emitBytesBurst().asLongValue()))
                .compose(wait -> wait.toLong() == 0
                        ? Future.succeededFuture()
                        : Future.failedFuture(EmitLimit.exceeded(limits, wait.toLong())));
    }

    private Future<Void> publish(String user, RoomId room, String publication) {
        RoomKeys keys = new RoomKeys(room);
        return store.run(
                        PASS,
                        List.of(keys.meta(), keys.members(), keys.banned(), keys.pair(), keys.online(), keys.passing()),
                        List.of(
                                keys.topic(),
                                user,
                                publication,
                                limits.emitBytesPerSecond().asLongValue(),
                                limits.emitBytesBurst().asLongValue()))
                .map(answer -> {
                    if (answer.get(0).toString().equals("limited")) {
                        throw EmitLimit.exceeded(limits, answer.get(1).toLong());
                    }
                    return RedisRefusal.check(answer, room);
                })
                .mapEmpty();
    }
}
