package chat.parley.history;

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
                Stream.of("clock.lua", "place.lua", "record.lua", "log.lua", "pair.lua", "room.lua"),
                Stream.of(resources));
    }

    /// A script that opens a room and checks who may write there, without its log.
    public static RedisScript brief(String... resources) {
        return joined(Stream.of("clock.lua", "place.lua", "record.lua"), Stream.of(resources));
    }

    private static RedisScript joined(Stream<String> first, Stream<String> then) {
        return RedisScript.of(Stream.concat(first, then).toArray(String[]::new));
    }

    /// The append script with this clock. Functions that a plain message does not need are wrapped in one
    /// function.
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
