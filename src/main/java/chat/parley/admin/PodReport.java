package chat.parley.admin;

import chat.parley.delivery.RoomSubscriptions;
import chat.parley.room.ActivityCounter;
import chat.parley.session.Drain;
import chat.parley.session.Sessions;
import chat.parley.store.StoreClock;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/// Tells the other pods every few seconds how this one is: one small write, however much is said meanwhile.
@Singleton
final class PodReport {

    private static final Logger LOG = Logger.getLogger(PodReport.class);
    /// Three within the shortest usual lease, so that one that is lost is not noticed.
    private static final long EVERY_MS = 5_000;
    /// The first time the store may not be connected yet.
    private static final long AGAIN_MS = 1_000;
    /// Of each pod; the liveliest of all pods are among the liveliest of each.
    private static final int TOLD = 100;

    private final Vertx vertx;
    private final RedisPodRecords records;
    private final Sessions sessions;
    private final RoomSubscriptions feeds;
    private final ActivityCounter tally;
    private final Drain drain;
    private final StoreClock clock;
    private final String version;
    private final long began = System.nanoTime();

    PodReport(
            Vertx vertx,
            RedisPodRecords records,
            Sessions sessions,
            RoomSubscriptions feeds,
            ActivityCounter tally,
            Drain drain,
            StoreClock clock,
            @ConfigProperty(name = "quarkus.application.version", defaultValue = "unknown") String version) {
        this.vertx = vertx;
        this.records = records;
        this.sessions = sessions;
        this.feeds = feeds;
        this.tally = tally;
        this.drain = drain;
        this.clock = clock;
        this.version = version.replaceAll("\\s+", "-");
    }

    void started(@Observes StartupEvent start) {
        tell();
    }

    private void tell() {
        records.keep(record())
                .onFailure(failure -> LOG.debugf("The other pods were not told of this one: %s", failure.getMessage()))
                .onComplete(told -> vertx.setTimer(told.succeeded() ? EVERY_MS : AGAIN_MS, _ -> tell()));
    }

    /// This pod as it is now.
    PodRecord record() {
        return new PodRecord(
                version,
                clock.millis() - (System.nanoTime() - began) / 1_000_000,
                drain.draining(),
                sessions.connections(),
                sessions.users(),
                feeds.count(),
                tally.rooms(TOLD),
                tally.users(TOLD));
    }
}
