package chat.parley.session;

import chat.parley.protocol.Problem;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import jakarta.inject.Singleton;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// Lets so many `hello`s in at a time, in the order of their coming. When thousands come back at once, those under way
/// are through soon and the others wait without costing anything; all at once, each would take so long that it is
/// refused in the end, and the work of all would be for nothing. Who would wait for too long is refused at once and
/// given an appointment, each a time of his own. Whoever gave up waiting is passed over. Thread-safe.
@Singleton
final class HelloQueue {

    /// Enough to keep Redis busy over a network, few enough for each to be through in time where a dozen a second are.
    static final int MOST_UNDER_WAY = 16;

    private record Waiting(
            Executor loop, BooleanSupplier wanted, Supplier<Future<Answer>> work, Promise<Answer> answer) {}

    private final Queue<Waiting> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicInteger length = new AtomicInteger();
    private final Appointments appointments;

    HelloQueue() {
        this(new Appointments(System::nanoTime));
    }

    HelloQueue(Appointments appointments) {
        this.appointments = appointments;
    }

    /// Does the work on the session's event loop when it is its turn, if it is still wanted then. Fails with
    /// `unavailable` and the time of an appointment where too many wait.
    Future<Answer> run(Executor loop, BooleanSupplier wanted, Supplier<Future<Answer>> work) {
        int before = length.get();
        OptionalLong later = appointments.insteadOfWaitingFor(before);
        if (later.isPresent()) {
            return Future.failedFuture(
                    Problem.unavailable("too many come at once: %d wait before this one".formatted(before))
                            .after(later.getAsLong()));
        }
        Promise<Answer> answer = Promise.promise();
        if (length.getAndIncrement() == 0) {
            appointments.queueBegins();
        }
        waiting.add(new Waiting(loop, wanted, work, answer));
        next();
        return answer.future();
    }

    private void next() {
        while (!waiting.isEmpty() && enter()) {
            Waiting one = waiting.poll();
            if (one == null) {
                underWay.decrementAndGet();
            } else {
                length.decrementAndGet();
                one.loop().execute(() -> begin(one));
            }
        }
    }

    private boolean enter() {
        int count = underWay.get();
        while (count < MOST_UNDER_WAY) {
            if (underWay.compareAndSet(count, count + 1)) {
                return true;
            }
            count = underWay.get();
        }
        return false;
    }

    private void begin(Waiting one) {
        if (one.wanted().getAsBoolean()) {
            started(one.work()).onComplete(result -> {
                if (length.get() > 0) {
                    appointments.oneIsThrough();
                }
                leave();
                one.answer().handle(result);
            });
        } else {
            leave();
            one.answer().fail("nobody waits for it any more");
        }
    }

    private static Future<Answer> started(Supplier<Future<Answer>> work) {
        try {
            return work.get();
        } catch (RuntimeException refusal) {
            return Future.failedFuture(refusal);
        }
    }

    private void leave() {
        underWay.decrementAndGet();
        next();
    }
}
