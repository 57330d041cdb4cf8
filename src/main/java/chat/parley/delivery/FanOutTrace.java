package chat.parley.delivery;

import chat.parley.trace.Step;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// A publication on its way to the halls, as the traces of its messages tell it: it ends in the last hall. Thread-safe.
final class FanOutTrace {

    /// Of messages that are not traced.
    static final FanOutTrace NONE = new FanOutTrace(List.of(), 0);

    private final List<Step> steps;
    private final AtomicInteger halls;
    private final AtomicInteger sessions = new AtomicInteger();

    FanOutTrace(List<Step> steps, int halls) {
        this.steps = steps;
        this.halls = new AtomicInteger(halls);
    }

    /// Whether somebody wants to know.
    boolean traced() {
        return !steps.isEmpty();
    }

    /// One more hall has heard it, so many sessions.
    void heard(int more) {
        sessions.addAndGet(more);
        if (halls.decrementAndGet() == 0) {
            steps.forEach(step -> {
                step.told(sessions.get());
                step.end();
            });
        }
    }
}
