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

/// Which users are in which rooms through this pod: several connections count as one user, and a user who
/// reconnects within the grace never left. Thread-safe.
@Singleton
public final class LocalPresence {

    private static final Logger LOG = Logger.getLogger(LocalPresence.class);
    /// Rooms per script call, since Redis runs nothing else meanwhile.
    private static final int BATCH = 50;

    private final Vertx vertx;
    private final RedisPresence presence;
    private final PresenceConfig config;
    private final ConcurrentHashMap<RoomUser, Integer> connections = new ConcurrentHashMap<>();

    public LocalPresence(Vertx vertx, RedisPresence presence, PresenceConfig config) {
        this.vertx = vertx;
        this.presence = presence;
        this.config = config;
    }

    /// Counts a connection of `user` in `room`. Call it before running the script that enters them.
    public void cameOnline(RoomId room, String user) {
        connections.merge(new RoomUser(room, user), 1, Integer::sum);
    }

    /// Discounts a closed connection of `user` in each of `rooms`; after the grace the user goes offline
    /// there unless they have another connection by then.
    public void wentOffline(Collection<RoomId> rooms, User user) {
        if (rooms.isEmpty()) {
            return;
        }
        List<RoomId> all = List.copyOf(rooms);
        all.forEach(room -> connections.computeIfPresent(new RoomUser(room, user.id()), (_, count) -> count - 1));
        vertx.setTimer(Math.max(1, config.grace().toMillis()), _ -> exitGone(all, user));
    }

    /// Discounts a connection of `user`, who is no longer a member of `room`: nothing is published when it
    /// closes.
    public void left(RoomId room, String user) {
        connections.computeIfPresent(new RoomUser(room, user), (_, count) -> count <= 1 ? null : count - 1);
    }

    /// Enters all users of this pod again, after the store lost this pod's lease.
    Future<Void> publishAgain() {
        List<Future<?>> entered =
                connections.keySet().stream().<Future<?>>map(presence::enter).toList();
        return Future.join(entered).mapEmpty();
    }

    private void exitGone(List<RoomId> rooms, User user) {
        List<RoomId> gone =
                rooms.stream().filter(room -> isGone(room, user.id())).toList();
        for (int from = 0; from < gone.size(); from += BATCH) {
            exit(gone.subList(from, Math.min(gone.size(), from + BATCH)), user);
        }
    }

    /// Whether the user has no connection left there; then the count is removed.
    private boolean isGone(RoomId room, String user) {
        boolean[] gone = new boolean[1];
        connections.computeIfPresent(new RoomUser(room, user), (_, count) -> {
            gone[0] = count <= 0;
            return gone[0] ? null : count;
        });
        return gone[0];
    }

    private void exit(List<RoomId> rooms, User user) {
        presence.exit(rooms, user).onFailure(failure -> {
            LOG.debugf("Cannot take a user offline in %s, retrying: %s", rooms, failure.getMessage());
            vertx.setTimer(config.grace().toMillis(), _ -> {
                rooms.forEach(room -> connections.putIfAbsent(new RoomUser(room, user.id()), 0));
                exitGone(rooms, user);
            });
        });
    }
}
