package chat.parley.backplane;

import chat.parley.store.MissingFeature;
import chat.parley.store.RedisErrorCode;
import chat.parley.store.RedisStore;
import chat.parley.store.StoreVerdict;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.impl.VertxInternal;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// Whether Redis does what the scripts need: its version, the rights of the pod's user, and that it accepts
/// writes. Checked on each server at each new connection, after each refusal, every second while something is
/// lacking, and else every ten seconds (only a write). Thread-safe.
@Singleton
public final class StoreFitness {

    private static final long TICK_MS = 1_000;
    private static final long EVERY_NANOS = 10_000_000_000L;

    private final String topic;
    private final VertxInternal vertx;
    private final ContextInternal context;
    private final RedisStore store;
    private final RedisBackplane backplane;
    private final StoreOutage outage = new StoreOutage();
    /// What each server lacks; a server without an entry has not been checked.
    private final Map<String, Optional<MissingFeature>> servers = new LinkedHashMap<>();

    private final Set<String> subscribing = new HashSet<>();
    private boolean checking;
    private boolean checkAgain;
    private volatile boolean whole = true;
    private int serverCount;
    private long checkedAt;
    private volatile boolean fit;
    private volatile Optional<MissingFeature> lack = Optional.empty();

    public StoreFitness(Vertx vertx, RedisStore store, RedisBackplane backplane, MeterRegistry meters) {
        this.vertx = (VertxInternal) vertx;
        this.context = this.vertx.createEventLoopContext();
        this.store = store;
        this.topic = store.prefix().key("proof:{%s}:" + UUID.randomUUID());
        this.backplane = backplane;
        Gauge.builder("parley.store.usable", this, fitness -> fitness.fit() && backplane.up() ? 1 : 0)
                .description(
                        "1 if Redis passed the last check of what the scripts need and the subscription is up, else 0")
                .register(meters);
        for (RedisErrorCode code : RedisErrorCode.values()) {
            FunctionCounter.builder("parley.store.refusals", store.refusals(), refusals -> refusals.count(code))
                    .description("Commands that Redis refused for now, by its error code")
                    .tag("reason", code.tag())
                    .register(meters);
        }
    }

    void started(@Observes StartupEvent start) {
        open();
    }

    /// Starts to check.
    public void open() {
        store.whenConnected(server -> context.emit(_ -> connected(server)));
        store.refusals().watch(() -> {
            if (!whole) {
                context.emit(_ -> refused());
            }
        });
        vertx.setPeriodic(0, TICK_MS, _ -> context.emit(_ -> tick()));
    }

    /// Whether every server passed its last check.
    public boolean fit() {
        return fit && backplane.denied().isEmpty();
    }

    /// What Redis lacks, as far as known.
    public Optional<MissingFeature> lack() {
        return lack.or(backplane::denied);
    }

    private void connected(String server) {
        servers.remove(server);
        fit = false;
        check();
    }

    /// Looks for the reason at once, but not again for each refused command.
    private void refused() {
        whole = true;
        if (sinceCheck() > TICK_MS * 1_000_000) {
            check();
        }
    }

    private long sinceCheck() {
        return System.nanoTime() - checkedAt;
    }

    private void tick() {
        if (whole || !fit() || sinceCheck() > EVERY_NANOS) {
            check();
        } else if (!checking) {
            // A check that is under way reports what it finds, which is more exact than the refusal.
            report();
        }
    }

    private void check() {
        checkAgain = checking;
        if (!checking) {
            checking = true;
            boolean all = whole || !fit();
            whole = false;
            checkedAt = System.nanoTime();
            store.prove(all)
                    .onComplete(result -> context.emit(_ -> {
                        checking = false;
                        if (result.succeeded()) {
                            settle(result.result(), all);
                        }
                        report();
                        if (checkAgain) {
                            check();
                        }
                    }));
        }
    }

    private void settle(List<StoreVerdict> verdicts, boolean all) {
        servers.keySet().retainAll(verdicts.stream().map(StoreVerdict::server).toList());
        for (StoreVerdict verdict : verdicts) {
            if (!verdict.answered()) {
                continue;
            }
            if (all && verdict.lack().isEmpty() && backplane.clustered()) {
                subscribe(verdict);
            } else {
                servers.put(verdict.server(), verdict.lack());
            }
        }
        serverCount = verdicts.size();
        refresh();
    }

    /// In a cluster each master has to allow subscriptions to rooms.
    private void subscribe(StoreVerdict verdict) {
        String probeTopic = topic.formatted(verdict.tag());
        if (subscribing.add(probeTopic)) {
            TopicListener noListener = _ -> {};
            backplane
                    .subscribeInSlot(probeTopic, noListener)
                    .onComplete(_ -> context.emit(_ -> {
                        subscribing.remove(probeTopic);
                        backplane.unsubscribe(probeTopic, noListener);
                        servers.put(verdict.server(), verdict.lack());
                        refresh();
                        report();
                    }));
        }
    }

    private void refresh() {
        lack = servers.values().stream().flatMap(Optional::stream).findFirst();
        fit = !servers.isEmpty() && servers.size() >= serverCount && lack.isEmpty();
        store.found(lack().isEmpty());
    }

    private void report() {
        outage.see(lack(), fit(), store.refusals());
    }
}
