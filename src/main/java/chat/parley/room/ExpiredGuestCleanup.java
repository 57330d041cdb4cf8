package chat.parley.room;

import chat.parley.identity.Keys;
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

/// Removes guests whose token has expired from all rooms, and deletes them (protocol.md section 9,
/// `parley.token.age`); bots whose key has expired follow as if they had been guests until then. One pod at a time runs
/// it, once a minute, one user after the other, so that it delays
/// nobody.
@Singleton
public final class ExpiredGuestCleanup {

    private static final Logger LOG = Logger.getLogger(ExpiredGuestCleanup.class);
    private static final long ROUND_MS = Duration.ofMinutes(1).toMillis();
    private static final int BATCH = 50;
    private static final int BATCHES = 20;
    /// A user is marked as seen at the start of a `hello`, whose token is issued within the 5 s in which it
    /// is answered.
    private static final Duration LATE = Duration.ofSeconds(5);

    private final Vertx vertx;
    private final RedisStore store;
    private final RedisUsers users;
    private final Keys keys;
    private final RedisRooms records;
    private final Rooms rooms;
    private final Blocks blocks;
    private final Duration unseen;

    ExpiredGuestCleanup(
            Vertx vertx,
            RedisStore store,
            RedisUsers users,
            Keys keys,
            RedisRooms records,
            Rooms rooms,
            Blocks blocks,
            TokenConfig config) {
        this.vertx = vertx;
        this.store = store;
        this.users = users;
        this.keys = keys;
        this.records = records;
        this.rooms = rooms;
        this.blocks = blocks;
        this.unseen = config.age().plus(LATE);
    }

    void started(@Observes StartupEvent start) {
        vertx.setPeriodic(
                ROUND_MS,
                _ -> store.claim(store.prefix().key("absentees"), ROUND_MS / 2)
                        .compose(claimed -> claimed ? round() : Future.succeededFuture())
                        .onFailure(failure -> LOG.warnf("Cannot remove expired guests: %s", failure.getMessage())));
    }

    /// Handles the guests unseen for the longest; the rest waits for the next round.
    Future<Void> round() {
        return keys.endExpired().compose(_ -> batch(BATCHES));
    }

    private Future<Void> batch(int left) {
        return users.unseenFor(unseen, BATCH).compose(some -> {
            Future<Void> done = Future.succeededFuture();
            for (String user : some) {
                done = done.compose(_ -> check(user));
            }
            return some.size() < BATCH || left == 1 ? done : done.compose(_ -> batch(left - 1));
        });
    }

    /// A user may still be online: a connection may outlive its token.
    private Future<Void> check(String id) {
        return users.find(id)
                .compose(user -> users.roomsOf(id)
                        .compose(list ->
                                anyOnline(id, list).compose(online -> online ? users.seen(id) : remove(user, list))));
    }

    private Future<Boolean> anyOnline(String user, List<RoomId> list) {
        return Future.all(list.stream().map(room -> records.online(user, room)).toList())
                .map(all -> all.<Boolean>list().contains(true));
    }

    /// Rooms first and the index last, so that the next round continues if a pod dies meanwhile.
    private Future<Void> remove(User user, List<RoomId> list) {
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
