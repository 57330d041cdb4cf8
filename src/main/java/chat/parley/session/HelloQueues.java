package chat.parley.session;

import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Those who wait, in a line for each user or address: the lines have their turns one after the other, so that nobody's
/// many come before another's one. Not thread-safe.
final class HelloQueues<T> {

    private final LinkedHashMap<String, ArrayDeque<T>> lines = new LinkedHashMap<>();

    /// @param whose line it joins
    void add(String whose, T one) {
        lines.computeIfAbsent(whose, _ -> new ArrayDeque<>(1)).add(one);
    }

    /// The first of the line whose turn it is, taken out.
    Optional<T> next() {
        Map.Entry<String, ArrayDeque<T>> line = lines.pollFirstEntry();
        if (line == null) {
            return Optional.empty();
        }
        T first = line.getValue().remove();
        if (!line.getValue().isEmpty()) {
            lines.put(line.getKey(), line.getValue());
        }
        return Optional.of(first);
    }

    /// How many have their turn before one who would join this line now, as long as no other line grows.
    int before(String whose) {
        ArrayDeque<T> own = lines.get(whose);
        if (own == null) {
            return lines.size();
        }
        int rounds = own.size();
        int others = 0;
        for (Map.Entry<String, ArrayDeque<T>> line : lines.entrySet()) {
            others += line.getKey().equals(whose) ? 0 : Math.min(line.getValue().size(), rounds + 1);
        }
        return rounds + others;
    }

    boolean isEmpty() {
        return lines.isEmpty();
    }
}
