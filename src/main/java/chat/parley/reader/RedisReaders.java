package chat.parley.reader;

import chat.parley.presence.Pod;
import chat.parley.protocol.RoomId;
import chat.parley.store.RedisScript;
import chat.parley.store.RedisStore;
import chat.parley.store.ScriptCall;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Response;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What the readers for one consumer share in Redis: the rooms that have something to read, and which pod reads
/// which of them. Each room belongs to one of a fixed number of shards, and each shard to one pod that lives.
final class RedisReaders {

    /// Shards of rooms, shared among the pods. Never changed: pods of two releases have to agree.
    static final int SHARDS = 64;

    /// Without a renewal a pod loses its shards after this time.
    private static final long LEASE_MS = 15_000;
    /// Rooms listed lately that one renewal returns; if there are more, all rooms are read.
    private static final int MOST_LISTED = 1_000;

    private static final RedisScript LEASE = RedisScript.of("lib/clock.lua", "lib/cap-times.lua", "readers.lua");
    private static final RedisScript LIST = RedisScript.of("lib/clock.lua", "readers-list.lua");
    private static final RedisScript FORGET = RedisScript.of("readers-forget.lua");

    /// @param time the store's, in Unix milliseconds
    /// @param shards those that this pod reads
    /// @param listed rooms, and when they were listed
    /// @param whole whether these are all that were listed since the given time
    record Share(long time, BitSet shards, Map<RoomId, Long> listed, boolean whole) {}

    /// Rooms on the list, and where to continue; `0` at its end.
    record Listed(String cursor, Map<RoomId, Long> rooms) {}

    private final RedisStore store;
    private final Pod pod;
    private final String pods;
    private final String shards;
    private final String rooms;

    RedisReaders(RedisStore store, Pod pod, String consumer) {
        this.store = store;
        this.pod = pod;
        String slot = "{" + store.prefix().key("readers") + "}:" + consumer;
        this.pods = store.prefix().key(slot + ":pods");
        this.shards = store.prefix().key(slot + ":shards");
        this.rooms = store.prefix().key(slot + ":rooms");
    }

    /// The shard of a room.
    static int shard(RoomId room) {
        return Math.floorMod(room.value().hashCode(), SHARDS);
    }

    /// Renews this pod's part.
    ///
    /// @param since returns the rooms listed since that time, in Unix milliseconds
    Future<Share> renew(long since) {
        return store.run(LEASE.call()
                        .key("pods", pods)
                        .key("shards", shards)
                        .key("rooms", rooms)
                        .arg("pod", pod.name())
                        .arg("lease", LEASE_MS)
                        .arg("count", SHARDS)
                        .arg("since", since)
                        .arg("most", MOST_LISTED))
                .map(RedisReaders::share);
    }

    /// Gives up this pod's part, for the others to take over at once.
    Future<Void> end() {
        return store.send(Command.ZREM, pods, pod.name()).mapEmpty();
    }

    /// Puts rooms on the list.
    ///
    /// @param ago 0 if something is about to be added to them; else they are listed as if it had been so many
    ///     milliseconds ago, unless they are listed
    Future<Void> list(List<RoomId> some, long ago) {
        ScriptCall call = LIST.call().key("rooms", rooms).arg("ago", ago);
        for (RoomId room : some) {
            call.arg("room", room.value());
        }
        return store.run(call).mapEmpty();
    }

    /// Takes a room from the list unless it was listed after `seen`; returns whether it is gone.
    Future<Boolean> forget(RoomId room, long seen) {
        return store.run(FORGET.call()
                        .key("rooms", rooms)
                        .arg("room", room.value())
                        .arg("seen", seen))
                .map(answer -> answer.toString().isEmpty());
    }

    /// Some of the rooms on the list.
    ///
    /// @param cursor `0` to begin
    Future<Listed> listed(String cursor) {
        return store.send(Command.ZSCAN, rooms, cursor, "COUNT", MOST_LISTED).map(answer -> {
            Map<RoomId, Long> found = new HashMap<>();
            Response pairs = answer.get(1);
            for (int i = 0; i + 1 < pairs.size(); i += 2) {
                put(found, pairs.get(i), pairs.get(i + 1));
            }
            return new Listed(answer.get(0).toString(), found);
        });
    }

    private static Share share(Response answer) {
        int own = answer.get(1).toInteger();
        BitSet mine = new BitSet(SHARDS);
        for (int i = 2; i < 2 + own; i++) {
            mine.set(answer.get(i).toInteger());
        }
        Map<RoomId, Long> listed = new HashMap<>();
        for (int i = 2 + own; i < answer.size(); i += 2) {
            put(listed, answer.get(i), answer.get(i + 1));
        }
        return new Share(answer.get(0).toLong(), mine, listed, listed.size() < MOST_LISTED);
    }

    private static void put(Map<RoomId, Long> listed, Response room, Response time) {
        listed.put(new RoomId(room.toString()), (long) Double.parseDouble(time.toString()));
    }
}
