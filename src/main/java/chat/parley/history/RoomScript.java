package chat.parley.history;

import chat.parley.store.RedisScript;
import java.util.stream.Stream;

/// Scripts about a room: each begins with the store's clock, how the log is read and how a room is opened.
public final class RoomScript {

    private RoomScript() {}

    /// What is behind that beginning, named as in [RedisScript#of].
    public static RedisScript of(String... resources) {
        return RedisScript.of(
                Stream.concat(Stream.of("clock.lua", "log.lua", "pair.lua", "room.lua"), Stream.of(resources))
                        .toArray(String[]::new));
    }
}
