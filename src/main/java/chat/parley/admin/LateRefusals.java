package chat.parley.admin;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/// What a pod refused within the last minutes: the difference between its counts now and then. Thread-safe.
final class LateRefusals {

    /// Long enough to see what came and went, short enough to be about now.
    static final long SECONDS = 300;

    /// How often [#tick] is called.
    static final long TICK_SECONDS = 10;

    private final Supplier<Map<String, Long>> counts;
    private final Deque<Map<String, Long>> before = new ArrayDeque<>();

    LateRefusals(Supplier<Map<String, Long>> counts) {
        this.counts = counts;
        before.add(Map.of());
    }

    /// Notes the counts of this moment, and forgets the oldest.
    synchronized void tick() {
        before.add(Map.copyOf(counts.get()));
        if (before.size() > SECONDS / TICK_SECONDS) {
            before.remove();
        }
    }

    /// Kind and reason → how often; only what happened at all.
    synchronized Map<String, Long> lately() {
        Map<String, Long> then = before.getFirst();
        Map<String, Long> lately = new HashMap<>();
        counts.get().forEach((reason, now) -> {
            long since = now - then.getOrDefault(reason, 0L);
            if (since > 0) {
                lately.put(reason, since);
            }
        });
        return lately;
    }
}
