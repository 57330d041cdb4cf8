package chat.parley.faults;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/// The commands that one client sent on one connection and that are not answered yet. Guarded by the client.
final class PendingCommands {
    /// The prefix of their refs.
    static final String REF = "a";

    private final Map<String, CompletableFuture<JsonNode>> open = new HashMap<>();
    private int refs;

    /// The ref of a new command.
    String ask(CompletableFuture<JsonNode> answer) {
        String ref = REF + ++refs;
        open.put(ref, answer);
        return ref;
    }

    /// Completes it on another thread, so that the caller may send again.
    void answered(String ref, JsonNode frame) {
        CompletableFuture<JsonNode> answer = open.remove(ref);
        if (answer != null) {
            answer.completeAsync(() -> frame);
        }
    }

    /// The connection is lost, and the answers with it.
    void lost() {
        open.values().forEach(answer -> answer.completeExceptionally(new IllegalStateException("lost")));
        open.clear();
    }
}
