package chat.parley.history;

import chat.parley.trace.Step;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;

/// The messages for one room that wait while a call is under way: at most one call for each room, and whatever comes
/// meanwhile goes together in the next. So messages keep their order even when Redis has to be given the script anew,
/// and a busy room pays one round trip for many. Not thread-safe; its owner locks.
final class AppendQueue {

    /// One call's worth, in short messages: a script is never long enough to be felt by other rooms.
    static final int BATCH = 64;
    /// So many bytes, and so many mentions, take a script as long as a short message does.
    private static final int BYTES = 1_024;

    private static final int MENTIONS = 2;

    /// @param pause milliseconds until its user may add so much; 0 for now
    record Waiting(Entry entry, long pause, Step step, Promise<StoredEntry> answer) {}

    private List<Waiting> waiting = new ArrayList<>();
    private boolean underWay;

    void add(Waiting one) {
        waiting.add(one);
    }

    /// The next call, or nothing while one is under way or nobody waits.
    List<Waiting> next() {
        if (underWay || waiting.isEmpty()) {
            return List.of();
        }
        underWay = true;
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

    private static int weight(Waiting one) {
        Entry entry = one.entry();
        return 1 + entry.size() / BYTES + entry.mentions().size() / MENTIONS;
    }

    void answered() {
        underWay = false;
    }

    /// Everything that waits, taken out: the store is away, and waiting longer would only answer later.
    List<Waiting> giveUp() {
        List<Waiting> all = waiting;
        waiting = new ArrayList<>();
        return all;
    }

    boolean idle() {
        return !underWay && waiting.isEmpty();
    }
}
