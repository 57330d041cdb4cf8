package chat.parley.session;

import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/// Writes the log lines of sessions in slices: when a thousand connections close at once, an event loop would
/// format and write a thousand lines, and messages would wait for all of them. A line that comes alone is
/// written at once. Thread-safe.
@Singleton
final class SessionLog {

    /// Lines in one slice: a fraction of a millisecond.
    private static final int SLICE = 8;

    private static final long PAUSE_MS = 2;

    private final Vertx vertx;
    /// Guarded by this, like the others.
    private final ArrayDeque<Runnable> waiting = new ArrayDeque<>();

    private boolean pausing;
    private boolean ending;

    SessionLog(Vertx vertx) {
        this.vertx = vertx;
    }

    /// Writes a line now, or after those that wait.
    void write(Runnable line) {
        synchronized (this) {
            if (pausing) {
                waiting.add(line);
                return;
            }
            pausing = !ending;
        }
        line.run();
        if (!ending()) {
            pause();
        }
    }

    private void pause() {
        vertx.setTimer(PAUSE_MS, _ -> next());
    }

    private void next() {
        List<Runnable> slice = take(SLICE);
        slice.forEach(Runnable::run);
        if (!slice.isEmpty()) {
            pause();
        }
    }

    private synchronized List<Runnable> take(int most) {
        List<Runnable> slice = new ArrayList<>(Math.min(most, waiting.size()));
        while (slice.size() < most && !waiting.isEmpty()) {
            slice.add(waiting.remove());
        }
        pausing = !slice.isEmpty() && !ending;
        return slice;
    }

    private synchronized boolean ending() {
        return ending;
    }

    /// Writes what waits; later lines are written at once.
    @PreDestroy
    void end() {
        synchronized (this) {
            ending = true;
        }
        take(Integer.MAX_VALUE).forEach(Runnable::run);
    }
}
