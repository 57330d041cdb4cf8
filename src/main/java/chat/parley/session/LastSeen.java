package chat.parley.session;

import chat.parley.identity.RedisUsers;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/// Marks users who send requests without a connection as seen, each at most once a minute, so that a guest
/// who only uses HTTP is not removed for absence. Thread-safe.
@Singleton
final class LastSeen {

    private static final long EVERY_NANOS = 60_000_000_000L;

    private final RedisUsers users;
    private final LongSupplier nanoTime;
    private final Map<String, Long> marked = new ConcurrentHashMap<>();
    private volatile long lastCleanup;

    @Inject
    LastSeen(RedisUsers users) {
        this(users, System::nanoTime);
    }

    LastSeen(RedisUsers users, LongSupplier nanoTime) {
        this.users = users;
        this.nanoTime = nanoTime;
        this.lastCleanup = nanoTime.getAsLong();
    }

    /// The user has sent a request. If the store is away, the next one tries again.
    void note(String user) {
        long now = nanoTime.getAsLong();
        forgetOld(now);
        Long before = marked.putIfAbsent(user, now);
        if (before == null) {
            users.seen(user).onFailure(_ -> marked.remove(user));
        }
    }

    private void forgetOld(long now) {
        if (now - lastCleanup > EVERY_NANOS) {
            lastCleanup = now;
            marked.values().removeIf(at -> now - at > EVERY_NANOS);
        }
    }
}
