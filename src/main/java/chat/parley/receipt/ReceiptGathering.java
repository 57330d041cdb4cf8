package chat.parley.receipt;

import chat.parley.protocol.RoomId;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/// Batches the cursors that moved in each room through this pod, so that a room in which everybody reads at
/// once gets one event (protocol.md section 5). The events are ephemeral: lost while the store is
/// unavailable. Thread-safe.
@Singleton
public final class ReceiptGathering {

    private static final Logger LOG = Logger.getLogger(ReceiptGathering.class);

    /// Too short for a sender who waits for the second tick to notice, long enough for a room that reads at
    /// once.
    private static final long BATCH_MS = 300;

    private final Vertx vertx;
    private final RedisCursors cursors;
    private final ConcurrentHashMap<RoomId, ReceiptDigest> rooms = new ConcurrentHashMap<>();

    public ReceiptGathering(Vertx vertx, RedisCursors cursors) {
        this.vertx = vertx;
        this.cursors = cursors;
    }

    /// Adds a member's cursors that moved to the next event of the room.
    public void moved(RoomId room, String user, CursorMove moved) {
        rooms.compute(room, (_, before) -> {
            ReceiptDigest digest = before;
            if (digest == null) {
                digest = new ReceiptDigest();
                vertx.setTimer(BATCH_MS, _ -> publish(room));
            }
            digest.moved(user, moved);
            return digest;
        });
    }

    private void publish(RoomId room) {
        ReceiptDigest digest = rooms.remove(room);
        if (digest != null) {
            cursors.publish(room, digest)
                    .onFailure(failure -> LOG.debugf("Cannot publish receipts to %s: %s", room, failure.getMessage()));
        }
    }
}
