package chat.parley.room;

import chat.parley.identity.RedisUsers;
import chat.parley.identity.TokenConfig;
import chat.parley.protocol.Problem;
import chat.parley.protocol.RoomId;
import chat.parley.protocol.User;
import chat.parley.store.RedisStore;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;

/// Takes guests whose token is over out of all rooms, and forgets them (protocol.md section 9, `parley.token.age`). One
/// pod at a time looks, once a minute, and does one user after the other, so that nobody waits behind it.
@Singleton
public final class ExpiredGuestCleanup {

    private static final Logger LOG = Logger.getLogger(ExpiredGuestCleanup.class);
    private static final long ROUND_MS = Duration.ofMinutes(1).toMillis();
    private static final int PORTION = 50;
    private static final int PORTIONS = 20;
    /// A user is seen at the beginning of a `hello`, whose token is made within the 5 s in which it is answered.
    private static final Duration LATE = Duration.ofSeconds(5);

    private final Vertx vertx;
    private final RedisStore store;
    private final RedisUsers users;
    private final RedisRooms records;
    private final Rooms rooms;
    private final Blocks blocks;
    private final Duration unseen;

    ExpiredGuestCleanup(
            Vertx vertx,
            RedisStore store,
            RedisUsers users,
            RedisRooms records,
            Rooms rooms,
            Blocks blocks,
            TokenConfig config) {
        this.vertx = vertx;
        this.store = store;
        this.users = users;
        this.records = records;
        this.rooms = rooms;
        this.blocks = blocks;
        this.unseen = config.age().plus(LATE);
    }

    void started(@Observes StartupEvent start) {
        vertx.setPeriodic(
                ROUND_MS,
                _ -> store.claim("parley:absentees", ROUND_MS / 2)
                        .compose(mine -> mine ? round() : Future.succeededFuture())
                        .onFailure(failure ->
                                LOG.warnf("Guests whose token is over stay members: %s", failure.getMessage())));
    }

    /// Looks at those who were unseen for the longest; what is too much waits for the next round.
    Future<Void> round() {
        return portion(PORTIONS);
    }

    private Future<Void> portion(int left) {
        return users.unseenFor(unseen, PORTION).compose(some -> {
            Future<Void> done = Future.succeededFuture();
            for (String user : some) {
                done = done.compose(_ -> lookAt(user));
            }
            return some.size() < PORTION || left == 1 ? done : done.compose(_ -> portion(left - 1));
        });
    }

    /// A connection may outlive the token that it was greeted with.
    private Future<Void> lookAt(String id) {
        return users.find(id)
                .compose(user -> users.roomsOf(id)
                        .compose(list ->
                                anyOnline(id, list).compose(online -> online ? users.seen(id) : takeOut(user, list))));
    }

    private Future<Boolean> anyOnline(String user, List<RoomId> list) {
        return Future.all(list.stream().map(room -> records.online(user, room)).toList())
                .map(all -> all.<Boolean>list().contains(true));
    }

    /// The rooms first and the index last: whenever a pod dies on the way, the next round goes on.
    private Future<Void> takeOut(User user, List<RoomId> list) {
        Future<Void> done = Future.succeededFuture();
        for (RoomId room : list) {
            done = done.compose(_ -> leave(user, room));
        }
        return done.compose(_ -> blocks.forget(user)).compose(_ -> users.forget(user.id()));
    }

    private Future<Void> leave(User user, RoomId room) {
        return rooms.leave(user, room)
                .recover(failure -> failure instanceof Problem problem && !problem.retry()
                        ? Future.succeededFuture()
                        : Future.failedFuture(failure));
    }
}
