package chat.parley.receipt;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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

    /// The arguments of the script, for each user: id, 1 if they received, 1 if they read.
    List<Object> words() {
        List<Object> words = new ArrayList<>(3 * users.size());
        users.forEach((user, moved) -> {
            words.add(user);
            words.add(moved.delivered() > 0 ? 1 : 0);
            words.add(moved.seen() > 0 ? 1 : 0);
        });
        return words;
    }
}
