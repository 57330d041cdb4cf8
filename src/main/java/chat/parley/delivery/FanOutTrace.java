package chat.parley.delivery;

import chat.parley.trace.Step;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// The traces of a publication's delivery to the event loops: they end with the last loop. Thread-safe.
final class FanOutTrace {

    /// For messages that are not traced.
    static final FanOutTrace NONE = new FanOutTrace(List.of(), 0);

    private final List<Step> steps;
    private final AtomicInteger loops;
    private final AtomicInteger sessions = new AtomicInteger();

    FanOutTrace(List<Step> steps, int loops) {
        this.steps = steps;
        this.loops = new AtomicInteger(loops);
    }

    /// Whether any message is traced.
    boolean traced() {
        return !steps.isEmpty();
    }

    /// Counts an event loop that has delivered it to `more` sessions.
    void delivered(int more) {
        sessions.addAndGet(more);
        if (loops.decrementAndGet() == 0) {
            steps.forEach(step -> {
                step.delivered(sessions.get());
                step.end();
            });
        }
    }
}
