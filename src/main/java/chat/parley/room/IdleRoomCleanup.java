package chat.parley.room;

import chat.parley.delivery.Lobby;
import chat.parley.protocol.RoomId;
import chat.parley.store.RedisStore;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;

/// Deletes public rooms without members that were not used for 24 h (protocol.md section 9). One pod at a
/// time runs it.
@Singleton
public final class IdleRoomCleanup {

    private static final Logger LOG = Logger.getLogger(IdleRoomCleanup.class);
    private static final long IDLE_MS = Duration.ofHours(24).toMillis();
    private static final long ROUND_MS = Duration.ofMinutes(5).toMillis();
    private static final int CHUNK = 100;

    private final Vertx vertx;
    private final RedisStore store;
    private final RedisRooms rooms;
    private final RedisDirectory directory;

    public IdleRoomCleanup(Vertx vertx, RedisStore store, RedisRooms rooms, RedisDirectory directory) {
        this.vertx = vertx;
        this.store = store;
        this.rooms = rooms;
        this.directory = directory;
    }

    void started(@Observes StartupEvent start) {
        vertx.setPeriodic(
                ROUND_MS,
                _ -> store.claim(store.prefix().key("undertaker"), ROUND_MS / 2)
                        .compose(claimed -> claimed ? round() : Future.succeededFuture())
                        .onFailure(failure -> LOG.warnf("Cannot delete idle rooms: %s", failure.getMessage())));
    }

    /// Checks every room that was idle for long enough.
    Future<Void> round() {
        return from(0);
    }

    private Future<Void> from(int skip) {
        return directory.idleFor(IDLE_MS, skip, CHUNK).compose(idle -> {
            if (idle.isEmpty()) {
                return Future.succeededFuture();
            }
            List<Future<Boolean>> deletions = idle.stream().map(this::delete).toList();
            return Future.all(deletions).compose(all -> {
                int kept =
                        (int) all.<Boolean>list().stream().filter(gone -> !gone).count();
                return from(skip + kept);
            });
        });
    }

    private Future<Boolean> delete(RoomId room) {
        if (room.equals(Lobby.ROOM)) {
            return Future.succeededFuture(false);
        }
        return rooms.deleteIfIdle(room, IDLE_MS)
                .compose(deleted -> deleted ? directory.gone(room).map(true) : Future.succeededFuture(false));
    }
}
