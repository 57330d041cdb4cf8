package chat.parley.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;

/// How far the others in a room have received and read, as one device knows it from `receipt` events and from
/// their messages (protocol.md section 6, promise 8). A cursor that moves back is an error.
final class ReceiptTracker {
    private final Map<String, Long> delivered = new HashMap<>();
    private final Map<String, Long> seen = new HashMap<>();
    private final Map<String, Long> said = new HashMap<>();
    private Map<String, Cursor> before = Map.of();
    private boolean watching;

    /// From here on the device receives every step of everybody; it learned of earlier ones in other ways.
    void watches(Map<String, Cursor> known) {
        before = Map.copyOf(known);
        watching = true;
    }

    /// Some steps may never be delivered.
    void lapses() {
        watching = false;
    }

    /// Whether it has received all steps since a known point.
    boolean watching() {
        return watching;
    }

    void receipt(JsonNode event) {
        for (JsonNode user : event.get("users")) {
            moves(delivered, user, "delivered", event);
            moves(seen, user, "seen", event);
        }
    }

    private static void moves(Map<String, Long> cursors, JsonNode user, String field, JsonNode event) {
        if (user.has(field)) {
            String id = user.get("id").asText();
            long to = user.get(field).asLong();
            long from = cursors.getOrDefault(id, 0L);
            if (to < from) {
                throw new AssertionError(
                        "expected " + field + " of " + id + " to stay at " + from + " or go on, got " + event);
            }
            cursors.put(id, to);
        }
    }

    /// Whoever sends a message has read everything before it.
    void says(String user, long seq) {
        said.merge(user, seq, Math::max);
    }

    Cursor of(String user) {
        long own = said.getOrDefault(user, 0L);
        return before.getOrDefault(user, Cursor.NONE)
                .and(new Cursor(delivered.getOrDefault(user, 0L), seen.getOrDefault(user, 0L)))
                .and(new Cursor(own, own));
    }
}
