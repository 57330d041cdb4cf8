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

/// Keeps the records of those who are connected here. A store that was restarted or failed over may have lost a user's
/// name, list of rooms and place among the users, and nobody could write to them or invite them until their next
/// `hello`. So each pod goes slowly round its users and writes again what is missing: 50 users a second at most, and
/// 200 after the store was away. One user costs one script. Belongs to the backplane's event loop.
@Singleton
public final class UserRecordRepair {

    private static final Logger LOG = Logger.getLogger(UserRecordRepair.class);
    private static final long TICK_MS = 1_000;
    /// A round takes this many ticks where its users are few.
    private static final int ROUND = 12;

    /// Whatever becomes of the last questions, the next are asked.
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private static final int MOST = 50;
    private static final int MOST_AFTER_A_LOSS = 200;

    private final Vertx vertx;
    private final RedisBackplane backplane;
    private final RedisUsers users;
    private final Rooms rooms;
    private final Sessions sessions;
    private final ArrayDeque<String> round = new ArrayDeque<>();
    private int share;
    private boolean underWay;
    private long since;

    public UserRecordRepair(
            Vertx vertx, RedisBackplane backplane, Leases leases, RedisUsers users, Rooms rooms, Sessions sessions) {
        this.vertx = vertx;
        this.backplane = backplane;
        this.users = users;
        this.rooms = rooms;
        this.sessions = sessions;
        backplane.whenBack(this::all);
        leases.whenForgotten(() -> backplane.loop().emit(_ -> all()));
    }

    void started(@Observes StartupEvent start) {
        vertx.setPeriodic(TICK_MS, _ -> backplane.loop().emit(_ -> some()));
    }

    /// Everybody anew, and faster.
    private void all() {
        begin(true);
    }

    private void begin(boolean loss) {
        round.clear();
        round.addAll(sessions.everybody());
        share = loss ? MOST_AFTER_A_LOSS : Math.min(MOST, (round.size() + ROUND - 1) / ROUND);
    }

    /// What this second allows; nothing while the store has not answered the last one's questions.
    private void some() {
        if (underWay && System.nanoTime() - since < PATIENCE_NANOS) {
            return;
        }
        if (round.isEmpty()) {
            begin(false);
        }
        List<String> now = new ArrayList<>(share);
        while (now.size() < share && !round.isEmpty()) {
            String user = round.remove();
            // Whoever has gone since takes nobody's turn.
            if (!sessions.of(user).isEmpty()) {
                now.add(user);
            }
        }
        if (!now.isEmpty()) {
            underWay = true;
            since = System.nanoTime();
            // Whoever has a record is found again when they are gone for good: their place comes first.
            users.here(now)
                    .compose(_ -> Future.join(now.stream().map(this::keep).toList()))
                    .onFailure(failure -> LOG.debugf("Records were not looked at: %s", failure.getMessage()))
                    .onComplete(_ -> backplane.loop().emit(_ -> underWay = false));
        }
    }

    /// Any session of the user knows their name and rooms.
    private Future<Void> keep(String user) {
        Promise<Void> done = Promise.promise();
        sessions.of(user).stream()
                .findFirst()
                .ifPresentOrElse(
                        session -> session.context().emit(_ -> kept(session).onComplete(done)), done::complete);
        return done.future();
    }

    private Future<Void> kept(Session session) {
        try {
            return keep(session);
        } catch (RuntimeException mistake) {
            return Future.failedFuture(mistake);
        }
    }

    private Future<Void> keep(Session session) {
        if (!session.greeted() || session.ended()) {
            return Future.succeededFuture();
        }
        User user = session.user();
        return users.attest(user, session.rooms()).compose(missing -> listAgain(user, missing));
    }

    private Future<Void> listAgain(User user, List<RoomId> missing) {
        if (!missing.isEmpty()) {
            LOG.debugf("%d rooms are not on the list of user=%s", missing.size(), user.id());
        }
        return Future.join(missing.stream()
                        .map(room -> rooms.listAgain(user, room))
                        .toList())
                .mapEmpty();
    }
}
