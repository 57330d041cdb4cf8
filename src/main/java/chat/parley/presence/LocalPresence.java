package chat.parley.presence;

import chat.parley.protocol.RoomId;
import chat.parley.protocol.User;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/// Which users are in which rooms through this pod: several connections count as one user, and a user who
/// reconnects within the grace never left. Thread-safe.
@Singleton
public final class LocalPresence {

    private static final Logger LOG = Logger.getLogger(LocalPresence.class);

    private final Vertx vertx;
    private final RedisPresence presence;
    private final PresenceConfig config;
    private final ConcurrentHashMap<RoomUser, Integer> connections = new ConcurrentHashMap<>();
    private final Departures departures;

    public LocalPresence(Vertx vertx, RedisPresence presence, PresenceConfig config) {
        this.vertx = vertx;
        this.presence = presence;
        this.config = config;
        this.departures = new Departures(vertx, this::exit);
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
        vertx.setTimer(Math.max(1, config.grace().toMillis()), _ -> departures.add(all, user));
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

    /// Takes those offline who have no connection there by now; one who does has come back. Never fails.
    private Future<Void> exit(Map<RoomId, List<User>> leaving) {
        Map<RoomId, List<User>> gone = new LinkedHashMap<>();
        leaving.forEach((room, users) -> {
            List<User> some =
                    users.stream().filter(user -> isGone(room, user.id())).toList();
            if (!some.isEmpty()) {
                gone.put(room, some);
            }
        });
        if (gone.isEmpty()) {
            return Future.succeededFuture();
        }
        return presence.exit(gone)
                .onFailure(failure -> {
                    LOG.debugf("Cannot take users offline in %s, retrying: %s", gone.keySet(), failure.getMessage());
                    vertx.setTimer(Math.max(1, config.grace().toMillis()), _ -> again(gone));
                })
                .<Void>mapEmpty()
                .otherwiseEmpty();
    }

    private void again(Map<RoomId, List<User>> gone) {
        gone.forEach((room, users) -> users.forEach(user -> {
            connections.putIfAbsent(new RoomUser(room, user.id()), 0);
            departures.add(List.of(room), user);
        }));
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
}
