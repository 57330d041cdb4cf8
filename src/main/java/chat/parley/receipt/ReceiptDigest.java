package chat.parley.receipt;

import chat.parley.protocol.Cursors;
import chat.parley.protocol.Event;
import chat.parley.protocol.RoomId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// What moved in one room since it was told last: of each member the farthest. Guarded by its owner.
final class ReceiptDigest {

    private final Map<String, Moved> users = new HashMap<>(2);

    void moved(String user, Moved moved) {
        users.merge(
                user,
                moved,
                (one, other) -> new Moved(
                        other.members(),
                        Math.max(one.delivered(), other.delivered()),
                        Math.max(one.seen(), other.seen())));
    }

    /// The only one who moved: to him it is no news.
    Optional<String> only() {
        return users.size() == 1 ? users.keySet().stream().findFirst() : Optional.empty();
    }

    Event.Receipt event(RoomId room) {
        List<Cursors> cursors = users.entrySet().stream()
                .map(one -> new Cursors(
                        one.getKey(),
                        present(one.getValue().delivered()),
                        present(one.getValue().seen())))
                .toList();
        return new Event.Receipt(room, cursors);
    }

    private static OptionalLong present(long seq) {
        return seq > 0 ? OptionalLong.of(seq) : OptionalLong.empty();
    }
}
