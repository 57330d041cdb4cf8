package chat.parley.session;

import chat.parley.identity.RedisRevocations;
import chat.parley.store.StoreClock;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Map;

/// Closes the connections of revoked users on every pod: polls the store once a second, so that it does not
/// depend on pub/sub. Closing twice does nothing, so a revocation may be read repeatedly.
@Singleton
final class RevokedSessions {

    /// Two of these intervals are the two seconds within which a revocation takes effect.
    private static final long EVERY_MS = 1_000;
    /// The clock of another store may be behind that of the previous one.
    private static final long OVERLAP_MS = 60_000;

    private final Vertx vertx;
    private final Sessions sessions;
    private final RedisRevocations revocations;
    private final StoreClock clock;
    private volatile long latest;

    RevokedSessions(Vertx vertx, Sessions sessions, RedisRevocations revocations, StoreClock clock) {
        this.vertx = vertx;
        this.sessions = sessions;
        this.revocations = revocations;
        this.clock = clock;
    }

    void started(@Observes StartupEvent start) {
        vertx.setPeriodic(EVERY_MS, _ -> poll());
    }

    private void poll() {
        // A clock that was set back reads earlier than the latest known revocation.
        revocations.since(Math.min(latest, clock.millis()) - OVERLAP_MS).onSuccess(this::end);
    }

    private void end(Map<String, Long> revoked) {
        revoked.forEach((user, at) -> {
            latest = Math.max(latest, at);
            sessions.revoked(user, at);
        });
    }
}
