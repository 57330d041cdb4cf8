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

/// Keeps one connection's commands to a room in the order sent (protocol.md section 2). `send`s follow each
/// other without waiting, since the log keeps their order; every other command waits for those before it.
/// Used by one event loop, to which results from other threads are handed over.
final class CommandOrder {

    private record Waiting(boolean together, Runnable start) {}

    private static final class RoomQueue {
        private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
        private int underWay;
        private boolean alone;

        private boolean free(boolean together) {
            return underWay == 0 || (together && !alone);
        }
    }

    private final Executor loop;
    /// Empty most of the time.
    private Map<RoomId, RoomQueue> rooms = Collections.emptyMap();
    private boolean held;

    /// @param loop runs a task at once if called on that loop
    CommandOrder(Executor loop) {
        this.loop = loop;
    }

    /// Starts no more commands while `on`: those already read wait, like those not yet read.
    void hold(boolean on) {
        held = on;
        if (!on) {
            Map.copyOf(rooms).forEach(this::next);
        }
    }

    /// Runs concurrently with others of its kind, started in their order.
    <T> Future<T> together(RoomId room, Supplier<Future<T>> action) {
        return run(room, true, action);
    }

    /// Runs while nothing else in the room does.
    <T> Future<T> alone(RoomId room, Supplier<Future<T>> action) {
        return run(room, false, action);
    }

    private <T> Future<T> run(RoomId room, boolean together, Supplier<Future<T>> action) {
        if (rooms.isEmpty()) {
            rooms = new HashMap<>(2);
        }
        RoomQueue queue = rooms.computeIfAbsent(room, same -> new RoomQueue());
        Promise<T> done = Promise.promise();
        queue.waiting.add(new Waiting(together, () -> {
            queue.underWay++;
            queue.alone = !together;
            started(action)
                    .onComplete(result -> loop.execute(() -> {
                        queue.underWay--;
                        done.handle(result);
                        next(room, queue);
                    }));
        }));
        next(room, queue);
        return done.future();
    }

    private static <T> Future<T> started(Supplier<Future<T>> action) {
        try {
            return action.get();
        } catch (RuntimeException failure) {
            return Future.failedFuture(failure);
        }
    }

    private void next(RoomId room, RoomQueue queue) {
        while (!held
                && !queue.waiting.isEmpty()
                && queue.free(queue.waiting.peek().together())) {
            queue.waiting.remove().start().run();
        }
        if (queue.waiting.isEmpty() && queue.underWay == 0 && !rooms.isEmpty()) {
            rooms.remove(room, queue);
            if (rooms.isEmpty()) {
                rooms = Collections.emptyMap();
            }
        }
    }
}
