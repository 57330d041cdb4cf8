package chat.parley.receipt;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Whose cursors moved in one room since it was told last, and which: how far they are by now the store knows.
/// Guarded by its owner.
final class ReceiptDigest {

    private final Map<String, CursorMove> users = new HashMap<>(2);

    void moved(String user, CursorMove moved) {
        users.merge(
                user,
                moved,
                (one, other) -> new CursorMove(
                        other.members(),
                        Math.max(one.delivered(), other.delivered()),
                        Math.max(one.seen(), other.seen())));
    }

    /// As the script wants it: user, 1 when he received, 1 when he read.
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
