package chat.parley.faults;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/// What one client asked on one connection and was not answered yet. Guarded by the client.
final class PendingCommands {
    /// How their refs begin.
    static final String REF = "a";

    private final Map<String, CompletableFuture<JsonNode>> open = new HashMap<>();
    private int refs;

    /// The ref of a new one.
    String ask(CompletableFuture<JsonNode> answer) {
        String ref = REF + ++refs;
        open.put(ref, answer);
        return ref;
    }

    /// Completes it elsewhere, so that whoever waits may ask again.
    void answered(String ref, JsonNode frame) {
        CompletableFuture<JsonNode> answer = open.remove(ref);
        if (answer != null) {
            answer.completeAsync(() -> frame);
        }
    }

    /// The connection is lost, and their answers with it.
    void lost() {
        open.values().forEach(answer -> answer.completeExceptionally(new IllegalStateException("lost")));
        open.clear();
    }
}
