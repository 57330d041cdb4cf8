package chat.parley.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Puts what comes of one room into its order. A message that was sent from here to the others alone comes as a reply
/// (protocol.md section 5, `message`), sooner or later than what stands around it; nothing else may come out of turn.
final class EventOrder {
    private final Map<Long, JsonNode> own = new HashMap<>();
    private final Deque<JsonNode> waiting = new ArrayDeque<>();
    private int expected;

    /// A reply that stands for an event is on its way.
    void expects() {
        expected++;
    }

    void hears(JsonNode frame) {
        waiting.add(frame);
    }

    /// The reply came.
    void fills(JsonNode event) {
        fillsNothing();
        own.put(event.get("seq").asLong(), event);
    }

    /// The reply was a refusal.
    void fillsNothing() {
        expected--;
    }

    /// The next one for whoever has heard everything up to `seq`.
    Optional<JsonNode> next(long seq) {
        JsonNode mine = own.remove(seq + 1);
        if (mine != null) {
            return Optional.of(mine);
        }
        return waiting.isEmpty() || (expected > 0 && follows(waiting.element()) > seq)
                ? Optional.empty()
                : Optional.of(waiting.remove());
    }

    /// What one has to have heard before it.
    private static long follows(JsonNode frame) {
        if (frame.has("head")) {
            long missed = frame.path("events").size();
            return frame.has("messages") ? 0 : frame.get("head").asLong() - missed;
        }
        return frame.path("seq").asLong() - 1;
    }
}
