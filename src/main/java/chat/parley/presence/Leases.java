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

/// Keeps this pod's lease, takes the store's time on the way, and cleans up after pods whose lease is over.
@Singleton
public final class Leases {

    private static final Logger LOG = Logger.getLogger(Leases.class);
    /// A lease that is over is noticed within this time.
    private static final long LOOK_MS = 1_000;

    private final Vertx vertx;
    private final RedisPresence presence;
    private final LocalPresence attendance;
    private final StoreClock clock;
    private final PresenceConfig config;
    private final List<Runnable> whenForgotten = new CopyOnWriteArrayList<>();
    private boolean underWay;
    private boolean ever;
    private boolean ending;

    public Leases(
            Vertx vertx, RedisPresence presence, LocalPresence attendance, StoreClock clock, PresenceConfig config) {
        this.vertx = vertx;
        this.presence = presence;
        this.attendance = attendance;
        this.clock = clock;
        this.config = config;
    }

    void started(@Observes StartupEvent start) {
        open();
    }

    /// Begins to renew.
    public void open() {
        renew();
        vertx.setPeriodic(LOOK_MS, _ -> renew());
    }

    /// Runs when the store turned out not to know this pod any more, and so may have lost other things, too.
    public void whenForgotten(Runnable listener) {
        whenForgotten.add(listener);
    }

    /// The pod is going away in order: its users count as online for the grace that a lost connection has.
    public Future<Void> end() {
        ending = true;
        return presence.renew(config.grace().toMillis(), config.lease().toMillis())
                .mapEmpty();
    }

    private synchronized void renew() {
        if (underWay || ending) {
            return;
        }
        underWay = true;
        long asked = System.nanoTime();
        presence.renew(config.lease().toMillis(), config.lease().toMillis())
                .onSuccess(lease -> renewed(lease, asked))
                .onComplete(_ -> done());
    }

    private synchronized void done() {
        underWay = false;
    }

    private void renewed(RedisPresence.Lease lease, long asked) {
        clock.heard(lease.time(), asked);
        if (ever && !lease.held()) {
            LOG.warn("The store forgot this pod, or took it for dead; telling it again who is here");
            attendance.tellAgain();
            whenForgotten.forEach(Runnable::run);
        }
        ever = true;
        lease.dead().forEach(dead -> {
            LOG.infof("Pod %s is dead; taking its users out", dead);
            presence.bury(dead)
                    .onFailure(failure -> LOG.warnf("Pod %s stays to be cleaned up: %s", dead, failure.getMessage()));
        });
    }
}
