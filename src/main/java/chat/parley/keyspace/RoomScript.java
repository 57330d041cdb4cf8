package chat.parley.keyspace;

import chat.parley.store.RedisScript;
import chat.parley.store.ScriptCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// A script about rooms. It gets a room's keys by the names that it gives them, which are those of
/// [RoomKeys]. Lua creates every function anew in each call, and every variable that a function uses, which
/// costs Redis some 0.1 µs each, so frequent scripts start with few.
public final class RoomScript {

    /// What scripts about a room and its members start with.
    private static final List<String> ROOM = List.of(
            "lib/clock.lua",
            "lib/keys.lua",
            "lib/epoch.lua",
            "lib/room-record.lua",
            "lib/member.lua",
            "lib/member-rules.lua");

    private record Part(String name, Function<RoomKeys, String> key) {}

    private final RedisScript script;
    private final List<Part> parts;

    /// A script as it is.
    public RoomScript(RedisScript script) {
        this.script = script;
        this.parts = parts(script);
    }

    /// The keys of the room that the script gets; any others follow.
    private static List<Part> parts(RedisScript script) {
        List<Part> parts = new ArrayList<>();
        for (String name : script.keys().once().isEmpty()
                ? script.keys().each()
                : script.keys().once()) {
            RoomKeys.named(name).ifPresent(key -> parts.add(new Part(name, key)));
        }
        return List.copyOf(parts);
    }

    /// A script that reads the log: the named resources, as in [RedisScript#of], after the store's clock and
    /// the functions that open a room and read its log.
    public static RoomScript of(String... resources) {
        return joined(
                Stream.concat(
                        ROOM.stream(),
                        Stream.of("lib/preferences.lua", "lib/log.lua", "lib/direct-pair.lua", "lib/room.lua")),
                Stream.of(resources));
    }

    /// A script that opens a room and checks who may write there, without its log.
    public static RoomScript brief(String... resources) {
        return joined(ROOM.stream(), Stream.of(resources));
    }

    /// A script of nothing but the named resources.
    public static RoomScript bare(String... resources) {
        return joined(Stream.empty(), Stream.of(resources));
    }

    private static RoomScript joined(Stream<String> first, Stream<String> then) {
        return new RoomScript(RedisScript.of(Stream.concat(first, then).toArray(String[]::new)));
    }

    /// The append script with this clock. Everything that a plain message does not need is wrapped in one
    /// function, which uses nothing of the other part, so what both need is in it once more.
    public static RoomScript append(String clock) {
        return new RoomScript(RedisScript.ofText("local function make_rare()\n"
                + RedisScript.joined(
                        clock,
                        "lib/keys.lua",
                        "lib/epoch.lua",
                        "lib/member.lua",
                        "lib/member-rules.lua",
                        "lib/preferences.lua",
                        "lib/direct-pair.lua",
                        "lib/log.lua",
                        "lib/room.lua",
                        "lib/presence.lua",
                        "lib/changes.lua",
                        "lib/retention.lua",
                        "lib/rate-queue-limits.lua",
                        "lib/rate-queue.lua",
                        "lib/direct-opening.lua",
                        "lib/unread-after-deletion.lua",
                        "lib/append-rare.lua")
                + "end\n"
                + RedisScript.joined(
                        clock,
                        "lib/keys.lua",
                        "lib/append-start.lua",
                        "lib/room-record.lua",
                        "lib/member.lua",
                        "lib/may-write.lua",
                        "lib/rate-queue-limits.lua",
                        "append.lua")));
    }

    /// The script itself.
    public RedisScript script() {
        return script;
    }

    /// A call of the script for this room, which gets its keys.
    public ScriptCall on(RoomKeys room) {
        return on(List.of(room));
    }

    /// A call of the script for these rooms, which gets their keys.
    public ScriptCall on(List<RoomKeys> rooms) {
        ScriptCall call = script.call();
        for (RoomKeys room : rooms) {
            for (Part part : parts) {
                call.key(part.name(), part.key().apply(room));
            }
        }
        Optional<String> all = script.keys().all();
        if (all.isPresent()) {
            rooms.forEach(room -> call.keys(all.get(), room.all()));
        }
        return call;
    }
}
