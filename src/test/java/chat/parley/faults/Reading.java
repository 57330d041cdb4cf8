package chat.parley.faults;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// One client's view of one room: its position, and everything that arrived. Guarded by the client.
final class Reading {
    private final List<ReceivedMessage> arrivals = new ArrayList<>();
    private final Map<String, Long> shown = new HashMap<>();
    private String epoch = "";
    private long seq;
    private boolean anew;
    private int resets;

    String epoch() {
        return epoch;
    }

    long seq() {
        return seq;
    }

    boolean placed() {
        return !epoch.isEmpty();
    }

    List<ReceivedMessage> arrivals() {
        return arrivals;
    }

    boolean shows(String id) {
        return shown.containsKey(id);
    }

    int resets() {
        return resets;
    }

    void event(JsonNode message) {
        String id = message.get("id").asText();
        seq = message.get("seq").asLong();
        epoch = message.get("epoch").asText();
        arrivals.add(new ReceivedMessage(epoch, seq, id, anew));
        anew = false;
        shown.put(id, seq);
    }

    /// Applies a room state. Messages of a `reset` are new if they were not shown, or had another position.
    void state(JsonNode state) {
        state.path("events").forEach(this::event);
        if (state.path("state").asText().equals("reset")) {
            resets++;
            anew = true;
            state.path("messages").forEach(message -> {
                Long before = shown.get(message.get("id").asText());
                if (before == null || before != message.get("seq").asLong()) {
                    event(message);
                }
            });
        }
        epoch = state.get("epoch").asText();
        seq = state.get("head").asLong();
    }
}
