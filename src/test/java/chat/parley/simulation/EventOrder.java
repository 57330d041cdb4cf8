package chat.parley.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Puts the frames of one room into order. A message that this device sent only to the others arrives as a
/// reply (protocol.md section 5, `message`), earlier or later than its neighbours; nothing else may arrive
/// out of order.
final class EventOrder {
    private final Map<Long, JsonNode> own = new HashMap<>();
    private final Deque<JsonNode> waiting = new ArrayDeque<>();
    private int expected;

    /// A reply that stands for an event is pending.
    void expects() {
        expected++;
    }

    void hears(JsonNode frame) {
        waiting.add(frame);
    }

    /// The reply arrived.
    void fills(JsonNode event) {
        fillsNothing();
        own.put(event.get("seq").asLong(), event);
    }

    /// The reply was a refusal.
    void fillsNothing() {
        expected--;
    }

    /// The next frame for a device that has received everything up to `seq`.
    Optional<JsonNode> next(long seq) {
        JsonNode mine = own.remove(seq + 1);
        if (mine != null) {
            return Optional.of(mine);
        }
        return waiting.isEmpty() || (expected > 0 && follows(waiting.element()) > seq)
                ? Optional.empty()
                : Optional.of(waiting.remove());
    }

    /// The seq that a device must have received before this frame.
    private static long follows(JsonNode frame) {
        if (frame.has("head")) {
            long missed = frame.path("events").size();
            return frame.has("messages") ? 0 : frame.get("head").asLong() - missed;
        }
        return frame.path("seq").asLong() - 1;
    }
}
