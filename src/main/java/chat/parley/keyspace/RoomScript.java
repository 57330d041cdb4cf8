package chat.parley.keyspace;

import chat.parley.store.RedisScript;
import java.util.stream.Stream;

/// Builds the scripts of rooms. Lua creates every function anew in each call, which costs Redis some 0.1 µs
/// each, so frequent scripts start with few.
public final class RoomScript {

    private RoomScript() {}

    /// A script that reads the log: the named resources, as in [RedisScript#of], after the store's clock and
    /// the functions that open a room and read its log.
    public static RedisScript of(String... resources) {
        return joined(
                Stream.of(
                        "lib/clock.lua",
                        "lib/keys.lua",
                        "lib/room-record.lua",
                        "lib/log.lua",
                        "lib/direct-pair.lua",
                        "lib/room.lua"),
                Stream.of(resources));
    }

    /// A script that opens a room and checks who may write there, without its log.
    public static RedisScript brief(String... resources) {
        return joined(Stream.of("lib/clock.lua", "lib/keys.lua", "lib/room-record.lua"), Stream.of(resources));
    }

    private static RedisScript joined(Stream<String> first, Stream<String> then) {
        return RedisScript.of(Stream.concat(first, then).toArray(String[]::new));
    }

    /// The append script with this clock. Functions that a plain message does not need are wrapped in one
    /// function.
    public static RedisScript append(String clock) {
        return RedisScript.ofText(
                RedisScript.joined(clock, "lib/keys.lua", "lib/room-record.lua", "lib/rate-queue-limits.lua")
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
