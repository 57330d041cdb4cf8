package chat.parley.history;

import chat.parley.trace.Step;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;

/// The messages that wait while a call for their room is pending: each room has at most one pending call, and
/// messages that arrive meanwhile share the next. So messages keep their order even if the script has to be
/// sent to Redis again, and a busy room needs one round trip for many. A call is pending until its answers
/// have been passed on, so that they keep their order, too. Not thread-safe; its owner locks.
final class AppendQueue {

    /// The size of a call, in short messages: no script runs long enough to delay other rooms.
    static final int BATCH = 64;
    /// This many bytes, or mentions, take a script as long as one short message.
    private static final int BYTES = 1_024;

    private static final int MENTIONS = 2;

    /// @param pause milliseconds until its user may add as much; 0 for now
    record Waiting(Entry entry, long pause, Step step, Promise<StoredEntry> answer) {}

    private List<Waiting> waiting = new ArrayList<>();
    private boolean pending;

    void add(Waiting message) {
        waiting.add(message);
    }

    /// The next call; empty while a call is pending or nothing waits.
    List<Waiting> next() {
        return pending ? List.of() : following();
    }

    /// The call that may be sent while the answers of the pending one are being passed on: it is pending from
    /// then on. Empty if nothing waits; then the answered call stays pending until [#answered].
    List<Waiting> following() {
        if (waiting.isEmpty()) {
            return List.of();
        }
        pending = true;
        int count = 1;
        int weight = weight(waiting.getFirst());
        while (count < waiting.size() && weight + weight(waiting.get(count)) <= BATCH) {
            weight += weight(waiting.get(count));
            count++;
        }
        List<Waiting> batch = List.copyOf(waiting.subList(0, count));
        waiting = new ArrayList<>(waiting.subList(count, waiting.size()));
        return batch;
    }

    private static int weight(Waiting waiting) {
        Entry entry = waiting.entry();
        return 1 + entry.size() / BYTES + entry.mentions().size() / MENTIONS;
    }

    /// All answers of the pending call have been passed on.
    void answered() {
        pending = false;
    }

    /// Removes and returns all waiting messages: the store is unavailable, and waiting longer would only
    /// delay the failure.
    List<Waiting> giveUp() {
        List<Waiting> all = waiting;
        waiting = new ArrayList<>();
        return all;
    }

    boolean idle() {
        return !pending && waiting.isEmpty();
    }
}
