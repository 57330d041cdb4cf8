package chat.parley.session;

import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// A queue for each user or address; the queues take turns, so that many entries of one do not delay those of
/// another. Not thread-safe.
final class HelloQueues<T> {

    private final LinkedHashMap<String, ArrayDeque<T>> queues = new LinkedHashMap<>();

    /// @param whose the queue it joins
    void add(String whose, T entry) {
        queues.computeIfAbsent(whose, _ -> new ArrayDeque<>(1)).add(entry);
    }

    /// Removes and returns the first of the queue whose turn it is.
    Optional<T> next() {
        Map.Entry<String, ArrayDeque<T>> queue = queues.pollFirstEntry();
        if (queue == null) {
            return Optional.empty();
        }
        T first = queue.getValue().remove();
        if (!queue.getValue().isEmpty()) {
            queues.put(queue.getKey(), queue.getValue());
        }
        return Optional.of(first);
    }

    /// How many have their turn before an entry that joins this queue now, as long as no other queue grows.
    int before(String whose) {
        ArrayDeque<T> own = queues.get(whose);
        if (own == null) {
            return queues.size();
        }
        int rounds = own.size();
        int others = 0;
        for (Map.Entry<String, ArrayDeque<T>> queue : queues.entrySet()) {
            others +=
                    queue.getKey().equals(whose) ? 0 : Math.min(queue.getValue().size(), rounds + 1);
        }
        return rounds + others;
    }

    boolean isEmpty() {
        return queues.isEmpty();
    }
}
