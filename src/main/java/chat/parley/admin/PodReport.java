package chat.parley.admin;

import chat.parley.delivery.RoomSubscriptions;
import chat.parley.limits.LimitsConfig;
import chat.parley.room.ActivityCounter;
import chat.parley.session.Drain;
import chat.parley.session.Sessions;
import chat.parley.store.StoreClock;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/// Publishes this pod's record to the other pods every few seconds, and within a second when the number of its
/// connections has changed much: one small write, regardless of the traffic.
@Singleton
final class PodReport {

    private static final Logger LOG = Logger.getLogger(PodReport.class);
    /// Three within the shortest usual lease, so that a lost one is not noticed.
    private static final int EVERY_TICKS = 5;
    /// Also how long until the next attempt: the store may not be connected yet the first time.
    private static final long TICK_MS = 1_000;
    /// A difference of one in fifty is worth a record of its own: pods that share their load go by it.
    private static final int MUCH = 50;
    /// Rooms and users per pod; the busiest of all pods are among the busiest of each.
    private static final int TOP = 100;

    private final Vertx vertx;
    private final RedisPodRecords records;
    private final Sessions sessions;
    private final RoomSubscriptions roomSubscriptions;
    private final ActivityCounter activity;
    private final Drain drain;
    private final LimitsConfig limits;
    private final LateRefusals refusals;
    private final StoreClock clock;
    private final String version;
    private final long startedAt = System.nanoTime();
    private int ticks;
    private long published;

    PodReport(
            Vertx vertx,
            RedisPodRecords records,
            Sessions sessions,
            RoomSubscriptions roomSubscriptions,
            ActivityCounter activity,
            Drain drain,
            LimitsConfig limits,
            MeterRegistry meters,
            StoreClock clock,
            @ConfigProperty(name = "quarkus.application.version", defaultValue = "unknown") String version) {
        this.vertx = vertx;
        this.records = records;
        this.sessions = sessions;
        this.roomSubscriptions = roomSubscriptions;
        this.activity = activity;
        this.drain = drain;
        this.limits = limits;
        this.refusals = new LateRefusals(new RefusalReasons(meters)::counts);
        this.clock = clock;
        this.version = version.replaceAll("\\s+", "-");
    }

    void started(@Observes StartupEvent start) {
        drain.whenBegun(() -> records.keep(record()));
        vertx.setPeriodic(LateRefusals.TICK_SECONDS * TICK_MS, _ -> refusals.tick());
        publish();
    }

    private void publish() {
        PodRecord record = record();
        records.keep(record)
                .onFailure(failure -> LOG.debugf("This pod's record was not published: %s", failure.getMessage()))
                .onComplete(stored -> {
                    ticks = stored.succeeded() ? 0 : EVERY_TICKS;
                    published = record.connections();
                    later();
                });
    }

    private void later() {
        vertx.setTimer(TICK_MS, _ -> {
            if (++ticks >= EVERY_TICKS || MUCH * Math.abs(sessions.connections() - published) > published) {
                publish();
            } else {
                later();
            }
        });
    }

    /// This pod's current record.
    PodRecord record() {
        return new PodRecord(
                version,
                clock.millis() - (System.nanoTime() - startedAt) / 1_000_000,
                drain.draining(),
                sessions.connections(),
                sessions.users(),
                roomSubscriptions.count(),
                activity.rooms(TOP),
                activity.users(TOP),
                limits.connections(),
                refusals.lately());
    }
}
