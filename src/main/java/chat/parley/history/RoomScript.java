package chat.parley.history;

import chat.parley.store.RedisScript;
import java.util.stream.Stream;

/// Scripts about a room. Lua makes each function anew in each call, some 0.1 µs of Redis' time apiece, so those that
/// run
/// most begin with few.
public final class RoomScript {

    private RoomScript() {}

    /// One that reads the log: the named resources, as in [RedisScript#of], behind the store's clock, how a room is
    /// opened and how its log is read.
    public static RedisScript of(String... resources) {
        return joined(
                Stream.of("lib/clock.lua", "lib/keys.lua", "lib/room-record.lua", "lib/log.lua", "lib/direct-pair.lua", "lib/room.lua"),
                Stream.of(resources));
    }

    /// One that opens a room and asks who may speak there, without its log.
    public static RedisScript brief(String... resources) {
        return joined(Stream.of("lib/clock.lua", "lib/keys.lua", "lib/room-record.lua"), Stream.of(resources));
    }

    private static RedisScript joined(Stream<String> first, Stream<String> then) {
        return RedisScript.of(Stream.concat(first, then).toArray(String[]::new));
    }

    /// The append script, by this clock. What a plain message does not need is a function around all of its own
    /// functions.
    static RedisScript append(String clock) {
        return RedisScript.ofText(RedisScript.joined(clock, "lib/keys.lua", "lib/room-record.lua", "lib/rate-queue-limits.lua")
                + "local function make_seldom()\n"
                + RedisScript.joined(
                        "lib/direct-pair.lua",
                        "lib/log.lua",
                        "lib/room.lua",
                        "lib/presence.lua",
                        "lib/changes.lua",
                        "lib/retention.lua",
                        "lib/rate-queue.lua",
                        "lib/direct-opening.lua",
                        "lib/unread-after-deletion.lua",
                        "lib/append-rare.lua")
                + "end\n"
                + RedisScript.joined("append.lua"));
    }
}
