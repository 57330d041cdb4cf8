package chat.parley.session;

import chat.parley.identity.RedisRevocations;
import chat.parley.store.StoreClock;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Map;

/// Ends the connections of those who are revoked, on whichever pod: asks the store once a second, so that it holds
/// whatever pub/sub loses. Ending twice does nothing, so what was asked for may come again.
@Singleton
final class RevokedSessions {

    /// Two of them are the two seconds within which a revocation is carried out.
    private static final long EVERY_MS = 1_000;
    /// Another store's clock may be behind the one that was asked before.
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
        vertx.setPeriodic(EVERY_MS, _ -> look());
    }

    private void look() {
        // A clock that has been set back tells earlier times than the latest that was heard of.
        revocations.since(Math.min(latest, clock.millis()) - OVERLAP_MS).onSuccess(this::end);
    }

    private void end(Map<String, Long> revoked) {
        revoked.forEach((user, at) -> {
            latest = Math.max(latest, at);
            sessions.revoked(user, at);
        });
    }
}
