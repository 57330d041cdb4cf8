package chat.parley.backplane;

import chat.parley.store.KeyPrefix;
import chat.parley.store.MissingFeature;
import chat.parley.store.RedisClients;
import chat.parley.store.RedisSlots;
import chat.parley.store.RedisTopology;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.impl.VertxInternal;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// The pod's subscriptions, over exactly one supervised subscriber connection to Redis. When it is lost it
/// reconnects with backoff, subscribes all topics again, and only then calls the [#whenBack] listeners, so
/// that they can read from the store what was missed. At most once: what is published while the connection is
/// down is not delivered.
///
/// In a cluster that connection is to any one of the nodes, and sharded topics have their own
/// [ClusterSubscribers].
///
/// Thread-safe; listeners are called on the backplane's own event loop.
@Singleton
public final class RedisBackplane implements SubscriberListener {

    private static final Logger LOG = Logger.getLogger(RedisBackplane.class);
    private static final long BEAT_MS = 1_000;

    private final VertxInternal vertx;
    private final ContextInternal context;
    private final RedisTopology topology;
    private final Counter reconnects;
    private final RedisSubscriber subscriber;
    private final ClusterSubscribers clusterSubscribers;
    private final List<Runnable> whenBack = new ArrayList<>();
    private List<String> masters = List.of();
    private int turn;
    private long timer;
    private volatile boolean up;
    private volatile long silence;
    private volatile int size;
    private Optional<MissingFeature> deniedHere = Optional.empty();
    private volatile Optional<MissingFeature> denied = Optional.empty();
    private boolean retryScheduled;
    private final KeyPrefix prefix;

    @Inject
    public RedisBackplane(Vertx vertx, RedisClients clients, RedisTopology topology, MeterRegistry meters) {
        this.vertx = (VertxInternal) vertx;
        this.context = this.vertx.createEventLoopContext();
        this.topology = topology;
        this.prefix = clients.prefix();
        this.subscriber =
                new RedisSubscriber(this.vertx, context, clients, this::anyNode, RedisSubscribeMode.EVERYWHERE, this);
        this.reconnects = Counter.builder("parley.backplane.reconnects")
                .description("Reconnections of a subscriber connection to Redis that was lost")
                .register(meters);
        this.clusterSubscribers = new ClusterSubscribers(
                topology,
                prefix,
                (node, listener) -> new RedisSubscriber(
                        this.vertx,
                        context,
                        clients,
                        () -> Optional.of(node),
                        RedisSubscribeMode.IN_THE_SLOT,
                        listener),
                this::refresh,
                reconnects::increment);
        Gauge.builder("parley.backplane.up", this, backplane -> backplane.up ? 1 : 0)
                .description("1 while this pod's subscription to Redis is up, else 0")
                .register(meters);
        Gauge.builder("parley.backplane.topics", this, backplane -> backplane.size)
                .description("Pub/sub topics that this pod is subscribed to")
                .register(meters);
    }

    /// Without Quarkus; `open` is called by hand.
    public RedisBackplane(Vertx vertx, RedisClients clients, MeterRegistry meters) {
        this(vertx, clients, new RedisTopology(vertx, clients), meters);
    }

    void started(@Observes @Priority(100) StartupEvent start) {
        open();
    }

    /// Connects, and reconnects after each failure.
    public void open() {
        topology.open();
        if (topology.clustered()) {
            topology.watch(slots -> context.emit(_ -> update(slots)));
            timer = vertx.setPeriodic(BEAT_MS, _ -> context.emit(_ -> beat()));
        } else {
            context.emit(_ -> subscriber.open());
        }
    }

    /// Closes all subscriptions for good.
    @PreDestroy
    public void close() {
        topology.close();
        context.emit(_ -> {
            vertx.cancelTimer(timer);
            subscriber.close();
            clusterSubscribers.close();
            refresh();
        });
    }

    /// What all channels begin with.
    public KeyPrefix prefix() {
        return prefix;
    }

    /// The event loop on which listeners are called.
    public ContextInternal loop() {
        return context;
    }

    /// True while every topic is subscribed, as far as the connections know.
    public boolean up() {
        return up;
    }

    /// The longest time without anything received, not even an answer, on any connection for sharded topics;
    /// zero on a single Redis, whose connection [PubSubProbe] probes.
    public Duration silence() {
        return Duration.ofNanos(silence);
    }

    /// Whether sharded topics are subscribed at the master of their slot.
    public boolean clustered() {
        return topology.clustered();
    }

    /// Why Redis refused a subscription and has not confirmed it since.
    public Optional<MissingFeature> denied() {
        return denied;
    }

    /// Runs `listener` on the backplane's loop when all topics are subscribed, again after each loss of the
    /// connection, and after the masters of a cluster have changed.
    public void whenBack(Runnable listener) {
        context.emit(_ -> whenBack.add(listener));
    }

    /// Subscribes to `topic`. The future completes when Redis has confirmed it: what is published later is
    /// delivered. While Redis is unreachable it stays incomplete.
    public Future<Void> subscribe(String topic, TopicListener listener) {
        return subscribe(topic, listener, false);
    }

    /// The same, of a topic that is published in its own slot (SPUBLISH) if the store is a cluster.
    public Future<Void> subscribeInSlot(String topic, TopicListener listener) {
        return subscribe(topic, listener, topology.clustered());
    }

    private Future<Void> subscribe(String topic, TopicListener listener, boolean sharded) {
        Promise<Void> done = vertx.promise();
        inOrder(() -> {
            TopicSubscription existing = sharded ? clusterSubscribers.get(topic) : subscriber.get(topic);
            TopicSubscription subscription = existing == null ? new TopicSubscription(topic, listener) : existing;
            subscription.confirmation().onComplete(done);
            if (existing != null) {
                existing.add(listener);
            } else if (sharded) {
                clusterSubscribers.add(subscription);
            } else {
                subscriber.add(subscription);
            }
            count();
        });
        return done.future();
    }

    /// Unsubscribes this listener from `topic`. Other listeners of the topic, earlier or later ones, are
    /// unaffected.
    public void unsubscribe(String topic, TopicListener listener) {
        inOrder(() -> {
            if (removed(clusterSubscribers.get(topic), listener, clusterSubscribers::remove)
                    || removed(subscriber.get(topic), listener, subscriber::remove)) {
                clearDenial();
                count();
            }
        });
    }

    /// Removes the listener, and with the last one the topic; whether it was a listener of this topic.
    private static boolean removed(
            @Nullable TopicSubscription subscription, TopicListener listener, Consumer<String> remove) {
        if (subscription == null || !subscription.remove(listener)) {
            return false;
        }
        if (!subscription.hasListeners()) {
            remove.accept(subscription.topic());
            subscription.forget();
        }
        return true;
    }

    /// Runs tasks in the order of the calls: one from the backplane's own thread must not overtake an earlier
    /// one from another thread.
    private void inOrder(Runnable task) {
        context.runOnContext(_ -> task.run());
    }

    /// Closes a connection that receives nothing any more; it reconnects by itself.
    public void renew(String why) {
        context.emit(_ -> subscriber.renew(why));
    }

    /// Clears the refusal once every topic is confirmed: what was refused is confirmed by now or no longer
    /// wanted, or it was an UNSUBSCRIBE.
    private void clearDenial() {
        if (deniedHere.isPresent() && subscriber.topics().stream().allMatch(TopicSubscription::isConfirmed)) {
            deniedHere = Optional.empty();
        }
        refresh();
    }

    private void count() {
        size = subscriber.topics().size() + clusterSubscribers.size();
    }

    private void refresh() {
        up = subscriber.up() && clusterSubscribers.up();
        denied = deniedHere.or(clusterSubscribers::denied);
    }

    private void beat() {
        clusterSubscribers.beat();
        silence = clusterSubscribers.silence();
    }

    /// Another node each time: the previous one may be the cause.
    private Optional<String> anyNode() {
        return masters.isEmpty() ? Optional.empty() : Optional.of(masters.get(Math.floorMod(turn++, masters.size())));
    }

    private void update(RedisSlots slots) {
        Set<String> now = slots.masters();
        boolean first = masters.isEmpty();
        boolean unchanged = now.equals(Set.copyOf(masters));
        masters = List.copyOf(now);
        if (first) {
            turn = context.hashCode();
            subscriber.open();
        } else if (!unchanged) {
            // What the old master still published to all nodes may be lost with it.
            vertx.setTimer(BEAT_MS, _ -> context.emit(_ -> notifyBack()));
        }
        clusterSubscribers.learn(slots);
    }

    private void notifyBack() {
        if (subscriber.up()) {
            whenBack.forEach(Runnable::run);
        }
    }

    @Override
    public void confirmed(TopicSubscription topic, boolean again) {
        clearDenial();
    }

    @Override
    public void ended(TopicSubscription topic) {
        refresh();
    }

    @Override
    public void refused(RedisSubscriber refused, String error) {
        deniedHere = Optional.of(MissingFeature.of(prefix, "SUBSCRIBE", error));
        clearDenial();
        if (!retryScheduled) {
            retryScheduled = true;
            vertx.setTimer(
                    BEAT_MS,
                    _ -> context.emit(_ -> {
                        retryScheduled = false;
                        refused.askAgain();
                        clearDenial();
                    }));
        }
    }

    @Override
    public void back(RedisSubscriber back, boolean again) {
        refresh();
        if (again) {
            reconnects.increment();
            LOG.infof("The subscription to Redis is restored with %d topics", size);
        }
        whenBack.forEach(Runnable::run);
    }

    @Override
    public void lost(RedisSubscriber lost) {
        topology.doubt();
        refresh();
    }
}
