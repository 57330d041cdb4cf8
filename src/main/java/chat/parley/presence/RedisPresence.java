package chat.parley.presence;

import chat.parley.keyspace.RoomKeys;
import chat.parley.keyspace.RoomScript;
import chat.parley.protocol.RoomId;
import chat.parley.protocol.User;
import chat.parley.store.RedisScript;
import chat.parley.store.RedisStore;
import chat.parley.store.ScriptCall;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Response;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Who is online, stored in Redis: for each room and user the pods that hold their connections. The scripts
/// decide whether a user really came online or went offline and publish it, so each change is published
/// exactly once, whichever pods are involved.
@Singleton
public final class RedisPresence {

    private static final RoomScript ENTER = RoomScript.of("lib/presence.lua", "presence-enter.lua");
    private static final RoomScript EXIT =
            RoomScript.bare("lib/direct-pair.lua", "lib/presence.lua", "presence-leave.lua");
    private static final RoomScript REAP = RoomScript.of("lib/presence.lua", "presence-reap.lua");
    private static final RedisScript LEASE = RedisScript.of("lib/clock.lua", "lib/cap-times.lua", "lease.lua");
    private static final RedisScript KNOWS_KEYS =
            RedisScript.of("lib/clock.lua", "lib/cap-times.lua", "knows-keys.lua");
    private static final RedisScript LACKING = RedisScript.of("lib/clock.lua", "pods-lacking.lua");
    private static final long REAPING_MS = 10_000;
    /// More pods than any installation has: bounds the answer.
    private static final int MOST_PODS = 1_000;

    /// The result of a renewal.
    ///
    /// @param time the store's, in Unix milliseconds
    /// @param held whether the store knew this pod's lease
    /// @param dead pods whose lease expired
    record Lease(long time, boolean held, List<String> dead) {}

    private final RedisStore store;
    private final Pod pod;
    private final String pods;
    /// The pods that enforce who may write in a room. Each thing that all pods have to know has such a key.
    private final String enforcing;

    public RedisPresence(RedisStore store, Pod pod) {
        this.store = store;
        this.pod = pod;
        this.pods = store.prefix().key("pods");
        this.enforcing = store.prefix().key("{" + pods + "}:enforcing:write");
    }

    /// Records that this pod has users in a room, before the first of them enters, so that another pod that
    /// cleans up after this one finds the room.
    public Future<Response> addRoom(RoomId room) {
        return store.send(Command.SADD, roomsOf(pod.name()), room.value());
    }

    /// Records the same of many rooms, which the store may have lost.
    public Future<Response> addRooms(List<RoomId> rooms) {
        List<Object> args = new ArrayList<>(1 + rooms.size());
        args.add(roomsOf(pod.name()));
        rooms.forEach(room -> args.add(room.value()));
        return store.send(Command.SADD, args.toArray());
    }

    /// Records that this pod has no users in a room any more.
    public Future<Response> removeRoom(RoomId room) {
        return store.send(Command.SREM, roomsOf(pod.name()), room.value());
    }

    /// Marks a user as online in a room through this pod, if they are a member.
    Future<Response> enter(RoomUser entering) {
        RoomKeys keys = new RoomKeys(store.prefix(), entering.room());
        return store.run(ENTER.on(keys)
                .arg("channel", keys.topic())
                .arg("user", entering.user())
                .arg("pod", pod.name()));
    }

    /// Takes users without connections on this pod offline in these rooms; one call for all of a slot. Returns
    /// how many of them were online in a room.
    Future<Integer> exit(Map<RoomId, List<User>> leaving) {
        List<RoomId> rooms = List.copyOf(leaving.keySet());
        return Future.join(store.together(rooms, room -> new RoomKeys(store.prefix(), room).members()).stream()
                        .map(some -> exitTogether(some, leaving))
                        .toList())
                .map(all -> all.<Response>list().stream()
                        .mapToInt(Response::toInteger)
                        .sum());
    }

    private Future<Response> exitTogether(List<RoomId> rooms, Map<RoomId, List<User>> leaving) {
        List<RoomKeys> keys =
                rooms.stream().map(room -> new RoomKeys(store.prefix(), room)).toList();
        ScriptCall call = EXIT.on(keys).arg("pod", pod.name());
        keys.forEach(room -> call.arg("channel", room.topic())
                .arg(
                        "users",
                        leaving.getOrDefault(room.room(), List.of()).stream()
                                .map(user -> user.id() + " " + user.name())
                                .collect(Collectors.joining("\n"))));
        return store.run(call);
    }

    /// Renews this pod's lease.
    ///
    /// @param wholeMillis the regular length of a lease; caps the remaining lease of every other pod
    Future<Lease> renew(long leaseMillis, long wholeMillis) {
        return store.run(LEASE.call()
                        .key("pods", pods)
                        .key("enforcing", enforcing)
                        .arg("pod", pod.name())
                        .arg("lease", leaseMillis)
                        .arg("full", wholeMillis))
                .map(answer -> {
                    List<String> dead = new ArrayList<>();
                    for (int i = 2; i < answer.size(); i++) {
                        dead.add(answer.get(i).toString());
                    }
                    return new Lease(answer.get(0).toLong(), answer.get(1).toInteger() == 1, dead);
                });
    }

    /// All pods with a valid lease at this time, and when it expires (Unix milliseconds by the store's
    /// clock).
    public Future<Map<String, Long>> living(long now) {
        return store.send(Command.ZRANGE, pods, now, "+inf", "BYSCORE", "LIMIT", 0, MOST_PODS, "WITHSCORES")
                .map(answer -> {
                    Map<String, Long> leases = new LinkedHashMap<>();
                    answer.forEach(pair ->
                            leases.put(pair.get(0).toString(), pair.get(1).toLong()));
                    return leases;
                });
    }

    /// Notes that this pod knows keys, and returns whether all living pods do: those of the release before do not.
    ///
    /// @param leaseMillis the regular length of a lease
    public Future<Boolean> allKnowKeys(long leaseMillis) {
        return store.run(KNOWS_KEYS
                        .call()
                        .key("pods", pods)
                        .key("knowing", store.prefix().key("{" + pods + "}:knowing:keys"))
                        .arg("pod", pod.name())
                        .arg("lease", leaseMillis))
                .map(lacking -> lacking.toInteger() == 0);
    }

    /// Whether every living pod enforces who may write in a room: the release before does not.
    public Future<Boolean> allEnforceWriters() {
        return store.run(LACKING.call().key("pods", pods).key("able", enforcing))
                .map(lacking -> lacking.toInteger() == 0);
    }

    /// Takes a dead pod's users offline in all rooms. One pod at a time does it; if that one dies, another
    /// continues.
    Future<Void> takeOffline(String dead) {
        return store.claim(store.prefix().key("pod:" + dead + ":reaper"), REAPING_MS)
                .compose(claimed -> claimed ? reap(dead) : Future.succeededFuture());
    }

    private Future<Void> reap(String dead) {
        return store.send(Command.SMEMBERS, roomsOf(dead)).compose(rooms -> {
            Future<Void> done = Future.succeededFuture();
            for (Response room : rooms) {
                done = done.compose(_ -> reap(dead, new RoomId(room.toString()), "0"));
            }
            return done.compose(_ -> store.send(Command.DEL, roomsOf(dead)))
                    .compose(_ -> store.send(Command.ZREM, pods, dead))
                    .mapEmpty();
        });
    }

    private Future<Void> reap(String dead, RoomId room, String cursor) {
        RoomKeys keys = new RoomKeys(store.prefix(), room);
        return store.run(REAP.on(keys)
                        .arg("channel", keys.topic())
                        .arg("pod", dead)
                        .arg("cursor", cursor))
                .compose(next ->
                        next.toString().equals("0") ? Future.succeededFuture() : reap(dead, room, next.toString()));
    }

    private String roomsOf(String pod) {
        return store.prefix().key("pod:" + pod + ":rooms");
    }
}
