package chat.parley.balance;

import chat.parley.admin.PodLoad;
import chat.parley.admin.PodLoads;
import chat.parley.backplane.RedisBackplane;
import chat.parley.backplane.StoreFitness;
import chat.parley.session.Drain;
import chat.parley.session.Moves;
import chat.parley.session.Sessions;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.AsyncResult;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.impl.VertxInternal;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import org.jboss.logging.Logger;

/// Shares the load again: while this pod has far more connections than the mean of all, some of them are asked
/// to reconnect, a few each second, until it is at the mean. Not while a pod drains or the store is away: then
/// clients have another reason to move, or nowhere to go. Confined to an event loop of its own.
@Singleton
final class Balance {

    private static final Logger LOG = Logger.getLogger(Balance.class);
    private static final long TICK_MS = 1_000;
    /// While nothing is uneven, every fifth tick: pods report that often.
    private static final int CALM_TICKS = 5;
    private final BalanceConfig config;
    private final Sessions sessions;
    private final Moves moves;
    private final Drain drain;
    private final PodLoads loads;
    private final StoreFitness fitness;
    private final RedisBackplane backplane;
    private final ContextInternal context;
    private final Course course;
    private final Returns returns = new Returns(System::nanoTime);
    private final Counter asked;
    private final Counter returned;
    private int ticks;
    private boolean reading;
    private volatile boolean paused;

    Balance(
            Vertx vertx,
            BalanceConfig config,
            Sessions sessions,
            Moves moves,
            Drain drain,
            PodLoads loads,
            StoreFitness fitness,
            RedisBackplane backplane,
            MeterRegistry meters) {
        this.config = config;
        this.sessions = sessions;
        this.moves = moves;
        this.drain = drain;
        this.loads = loads;
        this.fitness = fitness;
        this.backplane = backplane;
        this.context = ((VertxInternal) vertx).createEventLoopContext();
        this.course = new Course(config, System::nanoTime);
        asked = Counter.builder("parley.balance.asked")
                .description("Connections asked to reconnect because this pod had far more than the mean")
                .register(meters);
        returned = Counter.builder("parley.balance.returned")
                .description("Connections that came back to this pod after it had asked them to reconnect")
                .register(meters);
        Gauge.builder("parley.balance.paused", this, balance -> balance.paused ? 1 : 0)
                .description("1 while this pod asks nobody because most of those it asked came back, else 0")
                .register(meters);
    }

    void started(@Observes StartupEvent start) {
        sessions.whenGreeted(user -> {
            if (returns.came(user)) {
                returned.increment();
            }
        });
        context.setPeriodic(TICK_MS, _ -> tick());
    }

    private void tick() {
        pauseOrNot();
        long own = staying();
        if (reading) {
            return;
        }
        if (paused || !mayMove() || own <= config.least()) {
            calm();
        } else if (course.uneven() || ++ticks % CALM_TICKS == 0) {
            reading = true;
            loads.others().onComplete(result -> context.emit(result, this::read));
        }
    }

    /// The connections that were not asked.
    private long staying() {
        return (long) sessions.connections() - moves.leaving();
    }

    private void pauseOrNot() {
        boolean now = returns.paused();
        if (now && !paused) {
            LOG.warn(
                    "Asks no more connections to reconnect elsewhere for 10 minutes: most came back. The proxy in front"
                            + " keeps clients and pods together (sticky sessions); expected one that gives a connection to"
                            + " the pod with the fewest");
        }
        paused = now;
    }

    /// Whether moving would help anybody.
    private boolean mayMove() {
        return !drain.draining() && fitness.fit() && backplane.up();
    }

    private void read(AsyncResult<List<PodLoad>> others) {
        reading = false;
        if (others.failed() || !mayMove()) {
            calm();
            return;
        }
        boolean before = course.begun();
        long own = staying();
        int most = course.next(own, others.result());
        if (before != course.begun()) {
            LOG.infof(
                    "%s connections=%d pods=%d",
                    before ? "shared" : "sharing", own, others.result().size() + 1);
        }
        if (most > 0) {
            moves.ask(most, config.rest(), user -> {
                returns.asked(user);
                asked.increment();
            });
        }
    }

    private void calm() {
        if (course.begun()) {
            LOG.infof("stopped sharing connections=%d", staying());
        }
        course.end();
    }
}
