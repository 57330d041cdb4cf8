package chat.parley.limits;

import chat.parley.protocol.Problem;
import chat.parley.store.RedisScript;
import chat.parley.store.RedisStore;
import io.vertx.core.Future;
import jakarta.inject.Singleton;
import java.time.Duration;

/// Counts actions that are limited per window, over all pods.
@Singleton
public final class RedisQuota {

    private static final RedisScript SCRIPT = RedisScript.of("quota.lua");

    private final RedisStore store;

    public RedisQuota(RedisStore store) {
        this.store = store;
    }

    /// Uses one of `limit` in a window that begins with the first use.
    ///
    /// @param what the action and its owner; part of a key
    /// @param otherwise the text of the refusal; fails with `rate_limited` and the time to wait
    public Future<Void> use(String what, int limit, Duration window, String otherwise) {
        return use(what, 1, limit, window, otherwise);
    }

    /// Uses `count` of them, or none.
    public Future<Void> use(String what, int count, int limit, Duration window, String otherwise) {
        return store.run(SCRIPT.call()
                        .key("counter", store.prefix().key("quota:" + what))
                        .arg("limit", limit)
                        .arg("window", window.toMillis())
                        .arg("count", count))
                .compose(wait -> wait.toLong() == 0
                        ? Future.succeededFuture()
                        : Future.failedFuture(Problem.rateLimited(otherwise, wait.toLong())));
    }
}
