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

/// Lets so many `hello`s in at a time. When thousands come back at once, those under way are through soon and
/// the others wait without costing anything; all at once, each would take so long that it is refused in the
/// end, and the work of all would be for nothing. Users and addresses have their turns one after the other,
/// however many come of each; and a quarter of the places is kept for first `hello`s, which those who renew an
/// open connection never take. Who would wait for too long is refused at once and given an appointment, each a
/// time of their own. Whoever gave up waiting is passed over. Thread-safe.
@Singleton
final class HelloQueue {

    /// Enough to keep Redis busy over a network, few enough for each to be through in time where a dozen a second are.
    static final int MOST_UNDER_WAY = 16;

    static final int MOST_RENEWALS = MOST_UNDER_WAY - MOST_UNDER_WAY / 4;

    /// Who comes.
    ///
    /// @param whose the user, or the address of one who has proven nothing yet
    /// @param renews an open connection
    record Comer(String whose, boolean renews) {}

    private record Waiting(
            Comer comer,
            Executor loop,
            BooleanSupplier wanted,
            Supplier<Future<Answer>> work,
            Promise<Answer> answer) {}

    private final HelloQueues<Waiting> firsts = new HelloQueues<>();
    private final HelloQueues<Waiting> renewals = new HelloQueues<>();
    private final RetrySchedule appointments;
    private int underWay;
    private int renewing;
    private boolean renewalsTurn;

    @Inject
    HelloQueue() {
        this(new RetrySchedule(System::nanoTime));
    }

    HelloQueue(RetrySchedule appointments) {
        this.appointments = appointments;
    }

    /// Does the work on the session's event loop when it is its turn, if it is still wanted then. Fails with
    /// `unavailable` and the time of an appointment where too many wait.
    Future<Answer> run(Comer comer, Executor loop, BooleanSupplier wanted, Supplier<Future<Answer>> work) {
        Promise<Answer> answer = Promise.promise();
        List<Waiting> now;
        synchronized (this) {
            HelloQueues<Waiting> lines = comer.renews() ? renewals : firsts;
            int before = lines.before(comer.whose());
            OptionalLong later = appointments.insteadOfWaitingFor(before);
            if (later.isPresent()) {
                return Future.failedFuture(
                        Problem.unavailable("too many come at once: %d wait before this one".formatted(before))
                                .after(later.getAsLong()));
            }
            if (nobodyWaits()) {
                appointments.queueBegins();
            }
            lines.add(comer.whose(), new Waiting(comer, loop, wanted, work, answer));
            now = enter();
        }
        now.forEach(this::start);
        return answer.future();
    }

    private boolean nobodyWaits() {
        return firsts.isEmpty() && renewals.isEmpty();
    }

    /// Those for whom there are places, by turns of both kinds.
    private List<Waiting> enter() {
        List<Waiting> now = new ArrayList<>(1);
        while (underWay < MOST_UNDER_WAY) {
            boolean mayRenew = renewing < MOST_RENEWALS && !renewals.isEmpty();
            Optional<Waiting> next = mayRenew && (renewalsTurn || firsts.isEmpty()) ? renewals.next() : firsts.next();
            if (next.isEmpty()) {
                break;
            }
            underWay++;
            renewing += next.get().comer().renews() ? 1 : 0;
            renewalsTurn = !next.get().comer().renews();
            now.add(next.get());
        }
        return now;
    }

    private void start(Waiting one) {
        one.loop().execute(() -> begin(one));
    }

    private void begin(Waiting one) {
        if (one.wanted().getAsBoolean()) {
            started(one.work()).onComplete(result -> {
                leave(one, true);
                one.answer().handle(result);
            });
        } else {
            leave(one, false);
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

    private void leave(Waiting one, boolean through) {
        List<Waiting> now;
        synchronized (this) {
            if (through && !nobodyWaits()) {
                appointments.oneIsThrough();
            }
            underWay--;
            renewing -= one.comer().renews() ? 1 : 0;
            now = enter();
        }
        now.forEach(this::start);
    }
}
