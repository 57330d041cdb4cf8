package chat.parley.receipt;

import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/// Which cursors moved in a room since the last publication, and whose; the store knows their current
/// positions. Guarded by its owner.
final class ReceiptDigest {

    private final Map<String, CursorMove> users = new HashMap<>(2);

    void moved(String user, CursorMove moved) {
        users.merge(
                user,
                moved,
                (before, now) -> new CursorMove(
                        now.members(),
                        Math.max(before.delivered(), now.delivered()),
                        Math.max(before.seen(), now.seen())));
    }

    /// Each user and their moves.
    void forEach(BiConsumer<String, CursorMove> taker) {
        users.forEach(taker);
    }
}
