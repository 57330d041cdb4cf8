package chat.parley.session;

import chat.parley.protocol.RoomId;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/// Keeps one connection's commands in the order sent, as far as one room is concerned (protocol.md section 2). `send`s
/// go one behind the other without waiting, since the log keeps their order; everything else waits for what was before
/// it. Used by one event loop, on which it also hears of what is done elsewhere.
final class CommandOrder {

    private record Waiting(boolean together, Runnable start) {}

    private static final class Line {
        private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
        private int underWay;
        private boolean alone;

        private boolean free(boolean together) {
            return underWay == 0 || (together && !alone);
        }
    }

    private final Executor loop;
    /// Nothing is under way most of the time.
    private Map<RoomId, Line> rooms = Collections.emptyMap();
    private boolean held;

    /// @param loop runs at once what is handed over on it
    CommandOrder(Executor loop) {
        this.loop = loop;
    }

    /// Begins nothing more while `on`: what was read already waits like what was not.
    void hold(boolean on) {
        held = on;
        if (!on) {
            Map.copyOf(rooms).forEach(this::next);
        }
    }

    /// Runs beside others of its kind, but in their order.
    <T> Future<T> together(RoomId room, Supplier<Future<T>> action) {
        return run(room, true, action);
    }

    /// Runs while nothing else does.
    <T> Future<T> alone(RoomId room, Supplier<Future<T>> action) {
        return run(room, false, action);
    }

    private <T> Future<T> run(RoomId room, boolean together, Supplier<Future<T>> action) {
        if (rooms.isEmpty()) {
            rooms = new HashMap<>(2);
        }
        Line line = rooms.computeIfAbsent(room, same -> new Line());
        Promise<T> done = Promise.promise();
        line.waiting.add(new Waiting(together, () -> {
            line.underWay++;
            line.alone = !together;
            started(action)
                    .onComplete(result -> loop.execute(() -> {
                        line.underWay--;
                        done.handle(result);
                        next(room, line);
                    }));
        }));
        next(room, line);
        return done.future();
    }

    private static <T> Future<T> started(Supplier<Future<T>> action) {
        try {
            return action.get();
        } catch (RuntimeException failure) {
            return Future.failedFuture(failure);
        }
    }

    private void next(RoomId room, Line line) {
        while (!held && !line.waiting.isEmpty() && line.free(line.waiting.peek().together())) {
            line.waiting.remove().start().run();
        }
        if (line.waiting.isEmpty() && line.underWay == 0 && !rooms.isEmpty()) {
            rooms.remove(room, line);
            if (rooms.isEmpty()) {
                rooms = Collections.emptyMap();
            }
        }
    }
}
