package chat.parley.backplane;

import chat.parley.store.RedisStore;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.UUID;

/// Feels whether Redis answers and whether what is published is heard: once a second this pod publishes to a channel of
/// its own over one connection and listens on the other. A subscription that looks open but hears nothing is renewed.
@Singleton
public final class PubSubProbe {

    private static final long BEAT_MS = 1_000;
    /// As long as nothing was heard since the start, each pause doubles, so that a pod is ready as soon as it can be.
    private static final long FIRST_BEAT_MS = 10;
    private static final long MEMORY_MS = 10_000;
    /// Beats that Redis took and the subscription did not hear.
    private static final int DEAF_AFTER = 5;

    private final String topic = "parley:beat:" + UUID.randomUUID();
    private final Vertx vertx;
    private final RedisStore store;
    private final RedisBackplane backplane;
    private final StoreMeters meters;
    private volatile long answered = System.nanoTime();
    private volatile long heard = System.nanoTime();
    private volatile boolean everAnswered;
    private volatile boolean everHeard;
    private int unheard;

    public PubSubProbe(Vertx vertx, RedisStore store, RedisBackplane backplane, StoreMeters meters) {
        this.vertx = vertx;
        this.store = store;
        this.backplane = backplane;
        this.meters = meters;
    }

    void started(@Observes StartupEvent start) {
        open();
    }

    /// Begins to beat.
    public void open() {
        backplane.subscribe(topic, _ -> heard()).onSuccess(_ -> beat());
        beats(FIRST_BEAT_MS);
        vertx.setPeriodic(0, MEMORY_MS, _ -> store.memory().onSuccess(meters::holds));
    }

    /// Whether the store has answered since the start.
    public boolean everAnswered() {
        return everAnswered;
    }

    /// Whether the subscription has heard anything since the start.
    public boolean everHeard() {
        return everHeard;
    }

    /// How long ago the store answered last, or the pod started.
    public Duration sinceAnswer() {
        return Duration.ofNanos(System.nanoTime() - answered);
    }

    /// How long ago the subscription heard something that this pod had published, or the pod started.
    public Duration sinceHeard() {
        return Duration.ofNanos(System.nanoTime() - heard);
    }

    private void heard() {
        heard = System.nanoTime();
        everHeard = true;
    }

    /// Never several at once to catch up after a pause: all would be unheard before the first can be heard.
    private void beats(long pause) {
        vertx.setTimer(pause, _ -> {
            beats(everHeard ? BEAT_MS : Math.min(2 * pause, BEAT_MS));
            beat();
        });
    }

    private void beat() {
        long asked = System.nanoTime();
        store.publish(topic, "beat").onFailure(_ -> meters.silent()).onSuccess(_ -> {
            answered = System.nanoTime();
            everAnswered = true;
            meters.answered(answered - asked);
            backplane.loop().emit(_ -> listen());
        });
    }

    /// On the backplane's loop, which has taken in whatever came before the answer.
    private void listen() {
        boolean deaf = backplane.up() && sinceHeard().toMillis() > 2 * BEAT_MS;
        unheard = deaf ? unheard + 1 : 0;
        if (unheard >= DEAF_AFTER) {
            unheard = 0;
            backplane.renew("it did not hear " + DEAF_AFTER + " of its own beats");
        }
    }
}
