package chat.parley.websocket;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.ScheduledFuture;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/// Alive as long as every event loop runs: a stuck loop silences all of its sockets, and only a restart
/// helps. Records how late the loops ran their tasks, whatever delayed them, including pauses of the garbage
/// collector, which a native image does not count. Does not depend on Redis.
@Liveness
@Singleton
final class EventLoopsLivenessCheck implements AsyncHealthCheck {

    private static final long TICK_MS = 250;
    /// Far beyond any pause of the garbage collector or of a busy machine.
    private static final long STUCK_MS = 10_000;

    private final VertxInternal vertx;
    private final LongSupplier nanoTime;
    private final Timer lag;
    private final Map<EventExecutor, Long> lastRun = new ConcurrentHashMap<>();
    private final List<ScheduledFuture<?>> ticks = new ArrayList<>();

    @Inject
    EventLoopsLivenessCheck(Vertx vertx, MeterRegistry meters) {
        this(vertx, meters, System::nanoTime);
    }

    EventLoopsLivenessCheck(Vertx vertx, MeterRegistry meters, LongSupplier nanoTime) {
        this.vertx = (VertxInternal) vertx;
        this.nanoTime = nanoTime;
        this.lag = Timer.builder("parley.event.loop.lag")
                .description("How late event loops run a scheduled task, sampled four times a second")
                .register(meters);
    }

    void started(@Observes StartupEvent start) {
        open();
    }

    /// Starts ticking.
    void open() {
        for (EventExecutor loop : vertx.getEventLoopGroup()) {
            lastRun.put(loop, nanoTime.getAsLong());
            ticks.add(loop.scheduleWithFixedDelay(() -> tick(loop), TICK_MS, TICK_MS, TimeUnit.MILLISECONDS));
        }
    }

    private void tick(EventExecutor loop) {
        long now = nanoTime.getAsLong();
        long last = Objects.requireNonNull(lastRun.put(loop, now), "each loop is registered before it ticks");
        lag.record(Math.max(0, now - last - TimeUnit.MILLISECONDS.toNanos(TICK_MS)), TimeUnit.NANOSECONDS);
    }

    /// A live reload keeps the loops.
    @PreDestroy
    void close() {
        ticks.forEach(tick -> tick.cancel(false));
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return Uni.createFrom().item(this::response);
    }

    private HealthCheckResponse response() {
        long now = nanoTime.getAsLong();
        long longest = lastRun.values().stream()
                .mapToLong(last -> TimeUnit.NANOSECONDS.toMillis(now - last))
                .max()
                .orElse(0);
        return HealthCheckResponse.named("event-loops")
                .status(longest <= STUCK_MS)
                .withData("loops", lastRun.size())
                .withData(
                        "why",
                        "the slowest event loop last ran " + longest + " ms ago, expected at most " + STUCK_MS + " ms")
                .build();
    }
}
