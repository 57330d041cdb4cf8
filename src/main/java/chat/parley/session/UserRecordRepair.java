package chat.parley.session;

import chat.parley.backplane.RedisBackplane;
import chat.parley.identity.RedisUsers;
import chat.parley.presence.Leases;
import chat.parley.protocol.RoomId;
import chat.parley.protocol.User;
import chat.parley.room.Rooms;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/// Repairs the records of users who are connected here. A store that was restarted or failed over may have
/// lost a user's name, room list and place among the users, so that nobody could send them a message or
/// invite them until their next `hello`. Each pod therefore cycles slowly through its users and restores what
/// is missing: 50 users a second at most, and 200 after an outage of the store. A user costs one script call.
/// Belongs to the backplane's event loop.
@Singleton
public final class UserRecordRepair {

    private static final Logger LOG = Logger.getLogger(UserRecordRepair.class);
    private static final long TICK_MS = 1_000;
    /// A round over a few users takes this many ticks.
    private static final int ROUND = 12;

    /// After this time the next batch starts, even if the last one has not finished.
    private static final long BATCH_TIMEOUT_NANOS = TimeUnit.SECONDS.toNanos(10);

    private static final int MOST = 50;
    private static final int MOST_AFTER_A_LOSS = 200;

    private final Vertx vertx;
    private final RedisBackplane backplane;
    private final RedisUsers users;
    private final Rooms rooms;
    private final Sessions sessions;
    private final ArrayDeque<String> round = new ArrayDeque<>();
    private int batchSize;
    private boolean underWay;
    private long startedAt;

    public UserRecordRepair(
            Vertx vertx, RedisBackplane backplane, Leases leases, RedisUsers users, Rooms rooms, Sessions sessions) {
        this.vertx = vertx;
        this.backplane = backplane;
        this.users = users;
        this.rooms = rooms;
        this.sessions = sessions;
        backplane.whenBack(this::restart);
        leases.whenForgotten(() -> backplane.loop().emit(_ -> restart()));
    }

    void started(@Observes StartupEvent start) {
        vertx.setPeriodic(TICK_MS, _ -> backplane.loop().emit(_ -> nextBatch()));
    }

    /// Starts over with all users, and faster.
    private void restart() {
        begin(true);
    }

    private void begin(boolean afterLoss) {
        round.clear();
        round.addAll(sessions.everybody());
        batchSize = afterLoss ? MOST_AFTER_A_LOSS : Math.min(MOST, (round.size() + ROUND - 1) / ROUND);
    }

    /// Repairs the users of this second; nothing while the previous batch is under way.
    private void nextBatch() {
        if (underWay && System.nanoTime() - startedAt < BATCH_TIMEOUT_NANOS) {
            return;
        }
        if (round.isEmpty()) {
            begin(false);
        }
        List<String> batch = new ArrayList<>(batchSize);
        while (batch.size() < batchSize && !round.isEmpty()) {
            String user = round.remove();
            // Users who have disconnected take no place in the batch.
            if (!sessions.of(user).isEmpty()) {
                batch.add(user);
            }
        }
        if (!batch.isEmpty()) {
            underWay = true;
            startedAt = System.nanoTime();
            // First the index of users: a user who never returns is found again through it and cleaned up.
            users.here(batch)
                    .compose(_ -> Future.join(batch.stream().map(this::keep).toList()))
                    .onFailure(failure -> LOG.debugf("User records were not checked: %s", failure.getMessage()))
                    .onComplete(_ -> backplane.loop().emit(_ -> underWay = false));
        }
    }

    /// Repairs the user through any of their sessions, which knows their name and rooms.
    private Future<Void> keep(String user) {
        Promise<Void> done = Promise.promise();
        sessions.of(user).stream()
                .findFirst()
                .ifPresentOrElse(
                        session -> session.context()
                                .emit(_ -> repairSafely(session).onComplete(done)),
                        done::complete);
        return done.future();
    }

    private Future<Void> repairSafely(Session session) {
        try {
            return keep(session);
        } catch (RuntimeException bug) {
            return Future.failedFuture(bug);
        }
    }

    private Future<Void> keep(Session session) {
        if (!session.authenticated() || session.ended()) {
            return Future.succeededFuture();
        }
        User user = session.user();
        return users.attest(user, session.rooms()).compose(missing -> restoreToList(user, missing));
    }

    private Future<Void> restoreToList(User user, List<RoomId> missing) {
        if (!missing.isEmpty()) {
            LOG.debugf("%d rooms are missing from the list of user=%s", missing.size(), user.id());
        }
        return Future.join(missing.stream()
                        .map(room -> rooms.restoreToList(user, room))
                        .toList())
                .mapEmpty();
    }
}
