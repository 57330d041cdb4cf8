package chat.parley.session;

import chat.parley.presence.Leases;
import chat.parley.protocol.CloseCode;
import chat.parley.protocol.Event;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/// The pod goes away in order: no new connection is taken, each open one is told when it will end, at a time of its
/// own, so that the other pods are not stormed; then it ends with 1012 (protocol.md section 5, `bye`). An empty pod
/// ends at once.
@Singleton
public final class Drain {

    private static final Logger LOG = Logger.getLogger(Drain.class);
    /// The last part of the time is kept for close frames to arrive.
    private static final long FAREWELL_MS = 1_000;

    private final Vertx vertx;
    private final Sessions sessions;
    private final Leases leases;
    private final Duration duration;
    private final Set<Session> told = ConcurrentHashMap.newKeySet();
    private volatile boolean draining;

    public Drain(Vertx vertx, Sessions sessions, Leases leases, DrainConfig config, MeterRegistry meters) {
        this.vertx = vertx;
        this.sessions = sessions;
        this.leases = leases;
        this.duration = config.duration();
        Gauge.builder("parley.draining", this, drain -> drain.draining ? 1 : 0)
                .description("Whether this pod was told to go")
                .register(meters);
    }

    /// True from the moment on when the pod was told to go.
    public boolean draining() {
        return draining;
    }

    /// Blocks until the last connection is gone, or the time is over.
    void shutdown(@Observes ShutdownDelayInitiatedEvent event) throws InterruptedException {
        draining = true;
        List<Session> all = List.copyOf(sessions.all());
        LOG.infof("draining connections=%d seconds=%d", all.size(), duration.toSeconds());
        long spread = Math.max(0, duration.toMillis() - FAREWELL_MS);
        all.forEach(session ->
                farewell(session, spread == 0 ? 0 : ThreadLocalRandom.current().nextLong(spread)));
        sessions.awaitNone(Duration.ofMillis(Math.max(duration.toMillis(), FAREWELL_MS)));
        CountDownLatch gone = new CountDownLatch(1);
        leases.end().onComplete(_ -> gone.countDown());
        if (!gone.await(FAREWELL_MS, TimeUnit.MILLISECONDS)) {
            LOG.warn("Redis was not told that this pod goes; its users are shown until the lease is over");
        }
    }

    /// One who was let in right before, and is perhaps not among those who were told, goes at once.
    void late(Session session) {
        if (draining) {
            farewell(session, 0);
        }
    }

    private void farewell(Session session, long after) {
        if (!told.add(session)) {
            return;
        }
        session.context().emit(_ -> {
            session.tell(new Event.Bye(after, "the pod is going away"));
            vertx.setTimer(Math.max(1, after), _ -> session.end(CloseCode.DRAINING, CloseCode.DRAINING.reason()));
        });
    }
}
