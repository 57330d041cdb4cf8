package chat.parley.receipt;

import chat.parley.protocol.RoomId;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/// Gathers what moved in each room through this pod, so that a room in which all read at once is told once (protocol.md
/// section 5). What it publishes is passing: a store that is away loses it. Thread-safe.
@Singleton
public final class ReceiptGathering {

    private static final Logger LOG = Logger.getLogger(ReceiptGathering.class);

    /// Too short to be noticed by who waits for the second tick, long enough for a room that reads at once.
    private static final long GATHERING_MS = 300;

    private final Vertx vertx;
    private final RedisCursors records;
    private final ConcurrentHashMap<RoomId, ReceiptDigest> rooms = new ConcurrentHashMap<>();

    public ReceiptGathering(Vertx vertx, RedisCursors records) {
        this.vertx = vertx;
        this.records = records;
    }

    /// A member's cursors moved; the room is told soon.
    public void moved(RoomId room, String user, CursorMove moved) {
        rooms.compute(room, (same, before) -> {
            ReceiptDigest digest = before;
            if (digest == null) {
                digest = new ReceiptDigest();
                vertx.setTimer(GATHERING_MS, _ -> publish(room));
            }
            digest.moved(user, moved);
            return digest;
        });
    }

    private void publish(RoomId room) {
        ReceiptDigest digest = rooms.remove(room);
        if (digest != null) {
            records.tell(room, digest)
                    .onFailure(failure ->
                            LOG.debugf("%s was not told what was received and seen: %s", room, failure.getMessage()));
        }
    }
}
