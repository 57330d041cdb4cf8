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
                Stream.of("clock.lua", "place.lua", "record.lua", "log.lua", "pair.lua", "room.lua"),
                Stream.of(resources));
    }

    /// One that opens a room and asks who may speak there, without its log.
    public static RedisScript brief(String... resources) {
        return joined(Stream.of("clock.lua", "place.lua", "record.lua"), Stream.of(resources));
    }

    private static RedisScript joined(Stream<String> first, Stream<String> then) {
        return RedisScript.of(Stream.concat(first, then).toArray(String[]::new));
    }

    /// The append script, by this clock. What a plain message does not need is a function around all of its own
    /// functions.
    static RedisScript append(String clock) {
        return RedisScript.ofText(RedisScript.joined(clock, "place.lua", "record.lua", "patience.lua")
                + "local function make_seldom()\n"
                + RedisScript.joined(
                        "pair.lua",
                        "log.lua",
                        "room.lua",
                        "presence.lua",
                        "change.lua",
                        "keep.lua",
                        "queue.lua",
                        "opening.lua",
                        "fewer.lua",
                        "seldom.lua")
                + "end\n"
                + RedisScript.joined("append.lua"));
    }
}
