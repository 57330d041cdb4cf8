package chat.parley.presence;

import chat.parley.protocol.RoomId;
import chat.parley.protocol.User;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/// Who is in which room through this pod: two connections of one user are one person, and who comes back within the
/// grace was never gone. Thread-safe.
@Singleton
public final class LocalPresence {

    private static final Logger LOG = Logger.getLogger(LocalPresence.class);
    /// Rooms told of in one script, which nothing else runs beside.
    private static final int AT_ONCE = 50;

    private final Vertx vertx;
    private final RedisPresence presence;
    private final PresenceConfig config;
    private final ConcurrentHashMap<RoomUser, Integer> connections = new ConcurrentHashMap<>();

    public LocalPresence(Vertx vertx, RedisPresence presence, PresenceConfig config) {
        this.vertx = vertx;
        this.presence = presence;
        this.config = config;
    }

    /// One more connection of `user` in `room`. Call it before the script that enters him is run.
    public void came(RoomId room, String user) {
        connections.merge(new RoomUser(room, user), 1, Integer::sum);
    }

    /// A connection of `user` is gone and with it one place in each of `rooms`; after the grace he is gone himself, if
    /// he has no other connection by then.
    public void went(Collection<RoomId> rooms, User user) {
        if (rooms.isEmpty()) {
            return;
        }
        List<RoomId> all = List.copyOf(rooms);
        all.forEach(room -> connections.computeIfPresent(new RoomUser(room, user.id()), (one, count) -> count - 1));
        vertx.setTimer(Math.max(1, config.grace().toMillis()), _ -> goneFor(all, user));
    }

    /// A user is no member of `room` any more: nothing is left to tell when his connection goes.
    public void left(RoomId room, String user) {
        connections.computeIfPresent(new RoomUser(room, user), (one, count) -> count <= 1 ? null : count - 1);
    }

    /// The store forgot this pod: tells it again who is here.
    Future<Void> tellAgain() {
        List<Future<?>> told =
                connections.keySet().stream().<Future<?>>map(presence::enter).toList();
        return Future.join(told).mapEmpty();
    }

    private void goneFor(List<RoomId> rooms, User user) {
        List<RoomId> gone =
                rooms.stream().filter(room -> isGone(room, user.id())).toList();
        for (int from = 0; from < gone.size(); from += AT_ONCE) {
            exit(gone.subList(from, Math.min(gone.size(), from + AT_ONCE)), user);
        }
    }

    /// Whether he has no place there any more; then that is forgotten.
    private boolean isGone(RoomId room, String user) {
        boolean[] gone = new boolean[1];
        connections.computeIfPresent(new RoomUser(room, user), (one, count) -> {
            gone[0] = count <= 0;
            return gone[0] ? null : count;
        });
        return gone[0];
    }

    private void exit(List<RoomId> rooms, User user) {
        presence.exit(rooms, user).onFailure(failure -> {
            LOG.debugf("Redis was not told that somebody left %s: %s", rooms, failure.getMessage());
            vertx.setTimer(config.grace().toMillis(), _ -> {
                rooms.forEach(room -> connections.putIfAbsent(new RoomUser(room, user.id()), 0));
                goneFor(rooms, user);
            });
        });
    }
}
