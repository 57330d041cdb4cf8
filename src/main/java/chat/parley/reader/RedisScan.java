package chat.parley.reader;

import chat.parley.store.RedisStore;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.List;

/// Goes through the keys of the store.
final class RedisScan {

    /// Keys that one call looks at: some 0.2 ms.
    private static final int LOOKED_AT = 500;

    /// Keys, and where to continue; `0` at the end.
    record Keys(String cursor, List<String> keys) {}

    private final RedisStore store;

    RedisScan(RedisStore store) {
        this.store = store;
    }

    /// @param tag of the server
    /// @param cursor `0` to begin
    /// @param pattern what the keys look like
    Future<Keys> keys(String tag, String cursor, String pattern) {
        return store.sendTo(tag, Command.SCAN, cursor, "MATCH", pattern, "COUNT", LOOKED_AT)
                .map(answer -> {
                    List<String> keys = new ArrayList<>();
                    for (Response key : answer.get(1)) {
                        keys.add(key.toString());
                    }
                    return new Keys(answer.get(0).toString(), keys);
                });
    }
}
