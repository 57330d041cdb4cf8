package chat.parley.faults;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/// Everything that happened to one client besides messages. Thread-safe.
final class ClientLog {

    /// A user was shown as offline.
    record Gone(String room, String user, long at) {}

    /// The connection ended.
    record End(int code, long at) {}

    private final List<Reconnection> comebacks = new ArrayList<>();
    private final List<Gone> gone = new ArrayList<>();
    private final List<End> ends = new ArrayList<>();
    private final List<Long> byes = new ArrayList<>();
    private final List<String> refusals = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();
    private int epochs;

    synchronized void presence(JsonNode frame) {
        long now = System.nanoTime();
        frame.path("left")
                .forEach(user -> gone.add(
                        new Gone(frame.get("room").asText(), user.get("id").asText(), now)));
    }

    synchronized void back(Reconnection comeback) {
        comebacks.add(comeback);
    }

    synchronized void ended(int code) {
        ends.add(new End(code, System.nanoTime()));
    }

    synchronized void bye(long after) {
        byes.add(after);
    }

    synchronized void refused(String why) {
        refusals.add(why);
    }

    synchronized void failed(String why) {
        failures.add(why);
    }

    synchronized void removed(String event) {
        failures.add(event);
    }

    synchronized void newEpoch() {
        epochs++;
    }

    synchronized List<Reconnection> comebacks() {
        return List.copyOf(comebacks);
    }

    synchronized List<Gone> gone() {
        return List.copyOf(gone);
    }

    synchronized List<End> ends() {
        return List.copyOf(ends);
    }

    synchronized List<Long> byes() {
        return List.copyOf(byes);
    }

    /// Connections that could not be opened, and `hello`s that were refused.
    synchronized List<String> refusals() {
        return List.copyOf(refusals);
    }

    /// Events that a client's duties do not cover: permanent refusals and removals from a room.
    synchronized List<String> failures() {
        return List.copyOf(failures);
    }

    /// The number of room states with a new epoch.
    synchronized int epochs() {
        return epochs;
    }
}
