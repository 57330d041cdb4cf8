package chat.parley.room;

import chat.parley.delivery.Lobby;
import chat.parley.delivery.TypingBoard;
import chat.parley.history.RedisRefusal;
import chat.parley.history.RoomKeys;
import chat.parley.history.RoomScript;
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

/// What is said in a room and not stored. Whether one may is decided in the script that publishes it.
@Singleton
final class RedisEphemeralEvents {

    private static final RedisScript PASS = RoomScript.brief("lib/may-publish.lua", "lib/emit-bytes.lua", "publish-ephemeral.lua");
    private static final RedisScript WEIGHED = RedisScript.of("lib/clock.lua", "lib/emit-bytes.lua", "weigh-broadcast.lua");
    private static final RedisScript TYPING = RoomScript.brief("lib/may-publish.lua", "publish-typing.lua");

    private final RedisStore store;
    private final Pod pod;
    private final LimitsConfig limits;

    RedisEphemeralEvents(RedisStore store, Pod pod, LimitsConfig limits) {
        this.limits = limits;
        this.store = store;
        this.pod = pod;
    }

    /// Publishes an event of a member's to all of the room, or to all but one session.
    ///
    /// @param leftOut the session that is not told; empty for none
    Future<Void> emit(String user, RoomId room, String leftOut, String event) {
        return pass(user, room, "emit " + leftOut + "\n" + event + "\n");
    }

    /// Whether the user may say something there now. Fails with the refusal.
    Future<Void> may(String user, RoomId room) {
        return pass(user, room, "");
    }

    /// Publishes who is writing in the room through this pod.
    ///
    /// @param typing the users, with the milliseconds for which each is to be shown
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

    /// Takes what an event to everybody weighs from the user's allowance. Fails with `rate_limited`.
    ///
    /// @param connections that there are at least
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

    private Future<Void> pass(String user, RoomId room, String publication) {
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
