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
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/// Shuts the pod down in order: it takes no new connection, sends each open one a `bye` with the time of its
/// end, spread over a period so that the other pods are not overloaded, and then closes it with 1012
/// (protocol.md section 5, `bye`). An empty pod ends at once.
@Singleton
public final class Drain {

    private static final Logger LOG = Logger.getLogger(Drain.class);
    /// The last part of the time is kept for close frames to arrive.
    private static final long FAREWELL_MS = 1_000;

    private final Vertx vertx;
    private final Sessions sessions;
    private final Leases leases;
    private final Duration duration;
    private final Set<Session> notified = ConcurrentHashMap.newKeySet();
    private final List<Runnable> whenBegun = new CopyOnWriteArrayList<>();
    private volatile boolean draining;

    public Drain(Vertx vertx, Sessions sessions, Leases leases, DrainConfig config, MeterRegistry meters) {
        this.vertx = vertx;
        this.sessions = sessions;
        this.leases = leases;
        this.duration = config.duration();
        Gauge.builder("parley.draining", this, drain -> drain.draining ? 1 : 0)
                .description("1 while this pod is draining, else 0")
                .register(meters);
    }

    /// Whether this pod has begun to drain.
    public boolean draining() {
        return draining;
    }

    /// Runs `listener` at the beginning of the drain.
    public void whenBegun(Runnable listener) {
        whenBegun.add(listener);
    }

    /// Blocks until the last connection is closed, or the time is up.
    void shutdown(@Observes ShutdownDelayInitiatedEvent event) throws InterruptedException {
        draining = true;
        whenBegun.forEach(Runnable::run);
        List<Session> all = List.copyOf(sessions.all());
        LOG.infof("draining connections=%d seconds=%d", all.size(), duration.toSeconds());
        long spread = Math.max(0, duration.toMillis() - FAREWELL_MS);
        all.forEach(session ->
                sendBye(session, spread == 0 ? 0 : ThreadLocalRandom.current().nextLong(spread)));
        sessions.awaitNone(Duration.ofMillis(Math.max(duration.toMillis(), FAREWELL_MS)));
        CountDownLatch gone = new CountDownLatch(1);
        leases.end().onComplete(_ -> gone.countDown());
        if (!gone.await(FAREWELL_MS, TimeUnit.MILLISECONDS)) {
            LOG.warn("Redis did not confirm the end of this pod's lease; its users are shown online until it expires");
        }
    }

    /// Notifies a session that connected just before the drain and may have been missed by [#shutdown].
    void opened(Session session) {
        if (draining) {
            sendBye(session, 0);
        }
    }

    private void sendBye(Session session, long delayMillis) {
        if (!notified.add(session)) {
            return;
        }
        session.context().emit(_ -> {
            session.send(new Event.Bye(delayMillis, "the pod is going away"));
            vertx.setTimer(Math.max(1, delayMillis), _ -> session.end(CloseCode.DRAINING, CloseCode.DRAINING.reason()));
        });
    }
}
