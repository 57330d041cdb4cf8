package chat.parley.presence;

import chat.parley.store.StoreClock;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jboss.logging.Logger;

/// Renews this pod's lease, synchronises the store's clock with each answer, and cleans up after pods whose
/// lease expired.
@Singleton
public final class Leases {

    private static final Logger LOG = Logger.getLogger(Leases.class);
    /// An expired lease is noticed within this time.
    private static final long RENEW_MS = 1_000;

    private final Vertx vertx;
    private final RedisPresence presence;
    private final LocalPresence localPresence;
    private final StoreClock clock;
    private final PresenceConfig config;
    private final List<Runnable> whenForgotten = new CopyOnWriteArrayList<>();
    private boolean renewing;
    private boolean renewedBefore;
    private boolean ending;

    public Leases(
            Vertx vertx, RedisPresence presence, LocalPresence localPresence, StoreClock clock, PresenceConfig config) {
        this.vertx = vertx;
        this.presence = presence;
        this.localPresence = localPresence;
        this.clock = clock;
        this.config = config;
    }

    void started(@Observes StartupEvent start) {
        open();
    }

    /// Starts to renew.
    public void open() {
        renew();
        vertx.setPeriodic(RENEW_MS, _ -> renew());
    }

    /// Runs `listener` when the store has lost this pod's lease, and so may have lost other data, too.
    public void whenForgotten(Runnable listener) {
        whenForgotten.add(listener);
    }

    /// Shortens the lease on an orderly shutdown: this pod's users count as online for the grace of a lost
    /// connection.
    public Future<Void> end() {
        ending = true;
        return presence.renew(config.grace().toMillis(), config.lease().toMillis())
                .mapEmpty();
    }

    private synchronized void renew() {
        if (renewing || ending) {
            return;
        }
        renewing = true;
        long askedNanos = System.nanoTime();
        presence.renew(config.lease().toMillis(), config.lease().toMillis())
                .onSuccess(lease -> renewed(lease, askedNanos))
                .onComplete(_ -> done());
    }

    private synchronized void done() {
        renewing = false;
    }

    private void renewed(RedisPresence.Lease lease, long askedNanos) {
        clock.update(lease.time(), askedNanos);
        if (renewedBefore && !lease.held()) {
            LOG.warn("The store lost this pod's lease, or considered the pod dead; publishing its presence again");
            localPresence.publishAgain();
            whenForgotten.forEach(Runnable::run);
        }
        renewedBefore = true;
        lease.dead().forEach(dead -> {
            LOG.infof("Pod %s is dead; removing its users from their rooms", dead);
            presence.takeOffline(dead)
                    .onFailure(failure -> LOG.warnf("Cannot clean up after pod %s: %s", dead, failure.getMessage()));
        });
    }
}
