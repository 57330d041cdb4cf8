package chat.parley.backplane;

import chat.parley.store.RedisStore;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.UUID;

/// Probes whether Redis answers on each connection and delivers what is published: once a second this pod
/// publishes to a channel of its own and receives it over its subscriber connection. If that looks open but
/// receives nothing, it is reconnected.
@Singleton
public final class PubSubProbe {

    private static final long BEAT_MS = 1_000;
    /// Until the first probe is received each pause doubles, so that a pod is ready as soon as it can be.
    private static final long FIRST_BEAT_MS = 10;
    private static final long STATE_MS = 10_000;
    /// Consecutive probes that Redis accepted, but the subscription did not receive.
    private static final int LOST_PROBES = 5;

    private final String topic;
    private final Vertx vertx;
    private final RedisStore store;
    private final RedisBackplane backplane;
    private final StoreMeters meters;
    private volatile long answeredAt = System.nanoTime();
    private volatile long receivedAt = System.nanoTime();
    private volatile boolean everAnswered;
    private volatile boolean everReceived;
    private int lost;

    public PubSubProbe(Vertx vertx, RedisStore store, RedisBackplane backplane, StoreMeters meters) {
        this.vertx = vertx;
        this.store = store;
        this.topic = store.prefix().key("beat:" + UUID.randomUUID());
        this.backplane = backplane;
        this.meters = meters;
    }

    void started(@Observes StartupEvent start) {
        open();
    }

    /// Starts to probe.
    public void open() {
        backplane.subscribe(topic, _ -> received()).onSuccess(_ -> publish());
        publishAfter(FIRST_BEAT_MS);
        vertx.setPeriodic(0, STATE_MS, _ -> store.state().onSuccess(meters::isIn));
    }

    /// Whether the store has answered since the start.
    public boolean everAnswered() {
        return everAnswered;
    }

    /// Whether the subscription has received a probe since the start.
    public boolean everReceived() {
        return everReceived;
    }

    /// Time since the store's last answer, or since the pod's start.
    public Duration sinceAnswer() {
        return Duration.ofNanos(System.nanoTime() - answeredAt);
    }

    /// Time since the subscription received the last probe, or since the pod's start.
    public Duration sinceReceived() {
        return Duration.ofNanos(System.nanoTime() - receivedAt);
    }

    private void received() {
        receivedAt = System.nanoTime();
        everReceived = true;
    }

    /// Schedules one probe at a time: a periodic timer would catch up after a pause with several, all of
    /// which count as lost before the first can be received.
    private void publishAfter(long pause) {
        vertx.setTimer(pause, _ -> {
            publishAfter(everReceived ? BEAT_MS : Math.min(2 * pause, BEAT_MS));
            publish();
        });
    }

    private void publish() {
        long sentAt = System.nanoTime();
        store.probe(topic, "beat").onFailure(_ -> meters.silent()).onSuccess(_ -> {
            answeredAt = System.nanoTime();
            everAnswered = true;
            meters.answered(answeredAt - sentAt);
            backplane.loop().emit(_ -> check());
        });
    }

    /// Runs on the backplane's loop, after whatever arrived before the answer.
    private void check() {
        boolean overdue = backplane.up() && sinceReceived().toMillis() > 2 * BEAT_MS;
        lost = overdue ? lost + 1 : 0;
        if (lost >= LOST_PROBES) {
            lost = 0;
            backplane.renew("it did not receive " + LOST_PROBES + " of its own probes");
        }
    }
}
