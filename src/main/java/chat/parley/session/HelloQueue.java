package chat.parley.session;

import chat.parley.protocol.Problem;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// Runs a limited number of `hello`s at a time. When thousands of clients reconnect at once, those under way
/// finish soon and the others wait at no cost; without the limit each would take so long that it is refused,
/// and all the work would be wasted. Users and addresses take turns, however many `hello`s each has queued,
/// and a quarter of the places is kept for first `hello`s, which renewals of open connections never take. A
/// `hello` that would wait too long is refused at once with a retry time of its own. A `hello` that is no
/// longer wanted is skipped. Thread-safe.
@Singleton
final class HelloQueue {

    /// Enough to keep Redis busy over a network, few enough for each to finish in time where only a dozen a
    /// second do.
    static final int MOST_UNDER_WAY = 16;

    static final int MOST_RENEWALS = MOST_UNDER_WAY - MOST_UNDER_WAY / 4;

    /// The sender of a `hello`.
    ///
    /// @param whose the user, or the address of a client that has proven nothing yet
    /// @param renews an open connection
    record HelloSender(String whose, boolean renews) {}

    private record Waiting(
            HelloSender sender,
            Executor loop,
            BooleanSupplier wanted,
            Supplier<Future<Answer>> work,
            Promise<Answer> answer) {}

    private final HelloQueues<Waiting> firsts = new HelloQueues<>();
    private final HelloQueues<Waiting> renewals = new HelloQueues<>();
    private final RetrySchedule retries;
    private int underWay;
    private int renewing;
    private boolean renewalsTurn;

    @Inject
    HelloQueue() {
        this(new RetrySchedule(System::nanoTime));
    }

    HelloQueue(RetrySchedule retries) {
        this.retries = retries;
    }

    /// Does the work on the session's event loop when it is its turn, if it is still wanted then. Fails with
    /// `unavailable` and a retry time if too many wait.
    Future<Answer> run(HelloSender sender, Executor loop, BooleanSupplier wanted, Supplier<Future<Answer>> work) {
        Promise<Answer> answer = Promise.promise();
        List<Waiting> now;
        synchronized (this) {
            HelloQueues<Waiting> queues = sender.renews() ? renewals : firsts;
            int before = queues.before(sender.whose());
            OptionalLong retryAfter = retries.insteadOfWaitingFor(before);
            if (retryAfter.isPresent()) {
                return Future.failedFuture(
                        Problem.unavailable("too many hellos at once: %d wait before this one".formatted(before))
                                .after(retryAfter.getAsLong()));
            }
            if (nobodyWaits()) {
                retries.queueBegins();
            }
            queues.add(sender.whose(), new Waiting(sender, loop, wanted, work, answer));
            now = takeNext();
        }
        now.forEach(this::start);
        return answer.future();
    }

    private boolean nobodyWaits() {
        return firsts.isEmpty() && renewals.isEmpty();
    }

    /// The next for which there are places, first `hello`s and renewals in turn.
    private List<Waiting> takeNext() {
        List<Waiting> now = new ArrayList<>(1);
        while (underWay < MOST_UNDER_WAY) {
            boolean mayRenew = renewing < MOST_RENEWALS && !renewals.isEmpty();
            Optional<Waiting> next = mayRenew && (renewalsTurn || firsts.isEmpty()) ? renewals.next() : firsts.next();
            if (next.isEmpty()) {
                break;
            }
            underWay++;
            renewing += next.get().sender().renews() ? 1 : 0;
            renewalsTurn = !next.get().sender().renews();
            now.add(next.get());
        }
        return now;
    }

    private void start(Waiting waiting) {
        waiting.loop().execute(() -> begin(waiting));
    }

    private void begin(Waiting waiting) {
        if (waiting.wanted().getAsBoolean()) {
            started(waiting.work()).onComplete(result -> {
                leave(waiting, true);
                waiting.answer().handle(result);
            });
        } else {
            leave(waiting, false);
            waiting.answer().fail("the session no longer waits for this hello");
        }
    }

    private static Future<Answer> started(Supplier<Future<Answer>> work) {
        try {
            return work.get();
        } catch (RuntimeException refusal) {
            return Future.failedFuture(refusal);
        }
    }

    private void leave(Waiting waiting, boolean through) {
        List<Waiting> now;
        synchronized (this) {
            if (through && !nobodyWaits()) {
                retries.oneIsThrough();
            }
            underWay--;
            renewing -= waiting.sender().renews() ? 1 : 0;
            now = takeNext();
        }
        now.forEach(this::start);
    }
}
