package chat.parley.presence;

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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Who is online, as Redis keeps it: for each room and user the pods that hold his connections. The scripts decide
/// what is a real coming or going and publish it, so each is told exactly once, whichever pods it happens on.
@Singleton
public final class RedisPresence {

    private static final RedisScript ENTER = RoomScript.of("lib/presence.lua", "presence-enter.lua");
    private static final RedisScript EXIT = RedisScript.of("lib/direct-pair.lua", "lib/presence.lua", "presence-leave.lua");
    private static final RedisScript REAP = RoomScript.of("lib/presence.lua", "presence-reap.lua");
    private static final RedisScript LEASE = RedisScript.of("lib/clock.lua", "lib/cap-times.lua", "lease.lua");
    private static final String PODS = "parley:pods";
    private static final long REAPING_MS = 10_000;
    /// More than one installation has, so that an answer is bounded.
    private static final int MOST_PODS = 1_000;

    /// What a renewal said.
    record Lease(long time, boolean held, List<String> dead) {}

    private final RedisStore store;
    private final Pod pod;

    public RedisPresence(RedisStore store, Pod pod) {
        this.store = store;
        this.pod = pod;
    }

    /// This pod has users in a room: said before the first of them enters, so that whoever cleans up after this pod
    /// finds the room.
    public Future<Response> attends(RoomId room) {
        return store.send(Command.SADD, roomsOf(pod.name()), room.value());
    }

    /// The same of many rooms, which the store may have forgotten.
    public Future<Response> attend(List<RoomId> rooms) {
        List<Object> words = new ArrayList<>(1 + rooms.size());
        words.add(roomsOf(pod.name()));
        rooms.forEach(room -> words.add(room.value()));
        return store.send(Command.SADD, words.toArray());
    }

    /// This pod has no users in a room any more.
    public Future<Response> attendsNoMore(RoomId room) {
        return store.send(Command.SREM, roomsOf(pod.name()), room.value());
    }

    /// A user is online in a room through this pod, if he is a member.
    Future<Response> enter(RoomUser one) {
        RoomKeys keys = new RoomKeys(one.room());
        return store.run(
                ENTER,
                List.of(keys.members(), keys.online(), keys.pair()),
                List.of(keys.topic(), one.user(), pod.name()));
    }

    /// A user's last connections in these rooms on this pod are gone for good. Answers from how many he is.
    Future<Integer> exit(List<RoomId> rooms, User user) {
        return Future.join(store.together(rooms, room -> new RoomKeys(room).members()).stream()
                        .map(some -> exitTogether(some, user))
                        .toList())
                .map(all -> all.<Response>list().stream()
                        .mapToInt(Response::toInteger)
                        .sum());
    }

    private Future<Response> exitTogether(List<RoomId> rooms, User user) {
        List<String> keys = new ArrayList<>(3 * rooms.size());
        List<String> args = new ArrayList<>(3 + rooms.size());
        args.addAll(List.of(user.id(), user.id() + " " + user.name(), pod.name()));
        rooms.stream().map(RoomKeys::new).forEach(room -> {
            keys.add(room.members());
            keys.add(room.online());
            keys.add(room.pair());
            args.add(room.topic());
        });
        return store.run(EXIT, keys, args);
    }

    /// Renews this pod's lease.
    ///
    /// @param wholeMillis how long a lease is as a rule; no other pod's ends later than that from now on
    Future<Lease> renew(long leaseMillis, long wholeMillis) {
        return store.run(LEASE, List.of(PODS), List.of(pod.name(), leaseMillis, wholeMillis))
                .map(answer -> {
                    List<String> dead = new ArrayList<>();
                    for (int i = 2; i < answer.size(); i++) {
                        dead.add(answer.get(i).toString());
                    }
                    return new Lease(answer.get(0).toLong(), answer.get(1).toInteger() == 1, dead);
                });
    }

    /// Every pod that has a lease at this time, and when that ends (Unix milliseconds by the store's clock).
    public Future<Map<String, Long>> living(long now) {
        return store.send(Command.ZRANGE, PODS, now, "+inf", "BYSCORE", "LIMIT", 0, MOST_PODS, "WITHSCORES")
                .map(answer -> {
                    Map<String, Long> leases = new LinkedHashMap<>();
                    answer.forEach(pair ->
                            leases.put(pair.get(0).toString(), pair.get(1).toLong()));
                    return leases;
                });
    }

    /// Takes a dead pod's users out of all rooms. One pod at a time does it; another goes on if that one dies, too.
    Future<Void> bury(String dead) {
        return store.claim("parley:pod:" + dead + ":reaper", REAPING_MS)
                .compose(mine -> mine ? takeOut(dead) : Future.succeededFuture());
    }

    private Future<Void> takeOut(String dead) {
        return store.send(Command.SMEMBERS, roomsOf(dead)).compose(rooms -> {
            Future<Void> done = Future.succeededFuture();
            for (Response room : rooms) {
                done = done.compose(_ -> takeOut(dead, new RoomId(room.toString()), "0"));
            }
            return done.compose(_ -> store.send(Command.DEL, roomsOf(dead)))
                    .compose(_ -> store.send(Command.ZREM, PODS, dead))
                    .mapEmpty();
        });
    }

    private Future<Void> takeOut(String dead, RoomId room, String cursor) {
        RoomKeys keys = new RoomKeys(room);
        return store.run(REAP, List.of(keys.members(), keys.online(), keys.pair()), List.of(keys.topic(), dead, cursor))
                .compose(next ->
                        next.toString().equals("0") ? Future.succeededFuture() : takeOut(dead, room, next.toString()));
    }

    private static String roomsOf(String pod) {
        return "parley:pod:" + pod + ":rooms";
    }
}
