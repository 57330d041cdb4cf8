package chat.parley.identity;

import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Notes when keys are used: of each that was used since the last time, once every half a minute, all of them in
/// one small call. Thread-safe.
@Singleton
final class KeyUse {

    /// Half of the minute within which a use is seen.
    private static final long EVERY_MS = 30_000;

    private final Vertx vertx;
    private final RedisKeys keys;
    /// Keys that exist, so there are few.
    private final Set<String> used = ConcurrentHashMap.newKeySet();

    KeyUse(Vertx vertx, RedisKeys keys) {
        this.vertx = vertx;
        this.keys = keys;
    }

    void started(@Observes StartupEvent start) {
        vertx.setPeriodic(EVERY_MS, _ -> write());
    }

    /// A key that was good was used just now.
    void note(String id) {
        used.add(id);
    }

    /// Writes what was used since the last time. If the store is away, the next time writes it.
    Future<Void> write() {
        List<String> ids = List.copyOf(used);
        if (ids.isEmpty()) {
            return Future.succeededFuture();
        }
        ids.forEach(used::remove);
        return keys.use(ids).onFailure(_ -> used.addAll(ids));
    }
}
