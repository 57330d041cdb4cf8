package chat.parley.backplane;

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

/// The pod's ears: exactly one subscriber connection to Redis, supervised. When it is lost it comes back with backoff,
/// every wanted topic is subscribed again, and only then are the [#whenBack] listeners told, so that they can ask the
/// store what was missed. At most once: what is published while the connection is away is not heard.
///
/// In a cluster that connection is to any one of the nodes, and topics of a slot have [ClusterSubscribers] of their
/// own.
///
/// May be called from any thread; listeners are called on the backplane's own event loop.
@Singleton
public final class RedisBackplane implements SubscriberListener {

    private static final Logger LOG = Logger.getLogger(RedisBackplane.class);
    private static final long BEAT_MS = 1_000;

    private final VertxInternal vertx;
    private final ContextInternal context;
    private final RedisTopology topology;
    private final Counter reconnects;
    private final RedisSubscriber ear;
    private final ClusterSubscribers ears;
    private final List<Runnable> whenBack = new ArrayList<>();
    private List<String> masters = List.of();
    private int turn;
    private long timer;
    private volatile boolean up;
    private volatile long silence;
    private volatile int size;
    private Optional<MissingFeature> deniedHere = Optional.empty();
    private volatile Optional<MissingFeature> denied = Optional.empty();
    private boolean askingAgain;

    @Inject
    public RedisBackplane(Vertx vertx, RedisClients clients, RedisTopology topology, MeterRegistry meters) {
        this.vertx = (VertxInternal) vertx;
        this.context = this.vertx.createEventLoopContext();
        this.topology = topology;
        this.ear =
                new RedisSubscriber(this.vertx, context, clients, this::anyNode, RedisSubscribeMode.EVERYWHERE, this);
        this.reconnects = Counter.builder("parley.backplane.reconnects")
                .description("Times a subscriber connection was lost and came back")
                .register(meters);
        this.ears = new ClusterSubscribers(
                topology,
                (node, news) -> new RedisSubscriber(
                        this.vertx, context, clients, () -> Optional.of(node), RedisSubscribeMode.IN_THE_SLOT, news),
                this::see,
                reconnects::increment);
        Gauge.builder("parley.backplane.up", this, backplane -> backplane.up ? 1 : 0)
                .description("Whether this pod hears what is published")
                .register(meters);
        Gauge.builder("parley.backplane.topics", this, backplane -> backplane.size)
                .description("Topics that this pod is subscribed to")
                .register(meters);
    }

    /// Without Quarkus; `open` is called by hand.
    public RedisBackplane(Vertx vertx, RedisClients clients, MeterRegistry meters) {
        this(vertx, clients, new RedisTopology(vertx, clients), meters);
    }

    void started(@Observes @Priority(100) StartupEvent start) {
        open();
    }

    /// Begins to connect and to stay connected.
    public void open() {
        topology.open();
        if (topology.clustered()) {
            topology.watch(slots -> context.emit(_ -> learn(slots)));
            timer = vertx.setPeriodic(BEAT_MS, _ -> context.emit(_ -> beat()));
        } else {
            context.emit(_ -> ear.open());
        }
    }

    /// Ends the subscription for good.
    @PreDestroy
    public void close() {
        topology.close();
        context.emit(_ -> {
            vertx.cancelTimer(timer);
            ear.close();
            ears.close();
            see();
        });
    }

    /// The event loop on which listeners are called.
    public ContextInternal loop() {
        return context;
    }

    /// True while every wanted topic is subscribed, as far as the connection knows.
    public boolean up() {
        return up;
    }

    /// For how long one of the connections that hear slots has heard nothing, not even answers; zero on one Redis,
    /// whose connection is felt by what is published.
    public Duration silence() {
        return Duration.ofNanos(silence);
    }

    /// Whether topics of a slot are heard where the slot is.
    public boolean clustered() {
        return topology.clustered();
    }

    /// Why Redis refused a subscription that it has not confirmed since.
    public Optional<MissingFeature> denied() {
        return denied;
    }

    /// Runs after each loss of the connection, when all topics are subscribed again, and after the masters of a cluster
    /// have become others; on the backplane's loop.
    public void whenBack(Runnable listener) {
        context.emit(_ -> whenBack.add(listener));
    }

    /// Hears `topic` from now on. The future completes when Redis has confirmed it: what is published later is heard.
    /// While Redis is away it stays open until the connection is back.
    public Future<Void> subscribe(String topic, TopicListener listener) {
        return subscribe(topic, listener, false);
    }

    /// The same, of a topic that is published in its own slot (SPUBLISH) where the store is a cluster.
    public Future<Void> subscribeInSlot(String topic, TopicListener listener) {
        return subscribe(topic, listener, topology.clustered());
    }

    private Future<Void> subscribe(String topic, TopicListener listener, boolean sharded) {
        Promise<Void> done = vertx.promise();
        inOrder(() -> {
            TopicSubscription there = sharded ? ears.get(topic) : ear.get(topic);
            TopicSubscription wanted = there == null ? new TopicSubscription(topic, listener) : there;
            wanted.confirmation().onComplete(done);
            if (there != null) {
                there.add(listener);
            } else if (sharded) {
                ears.add(wanted);
            } else {
                ear.add(wanted);
            }
            count();
        });
        return done.future();
    }

    /// This listener hears `topic` no more. What others asked for under the same topic, before or since, is not
    /// touched.
    public void unsubscribe(String topic, TopicListener listener) {
        inOrder(() -> {
            if (gaveUp(ears.get(topic), listener, ears::remove) || gaveUp(ear.get(topic), listener, ear::remove)) {
                forgive();
                count();
            }
        });
    }

    /// Whether the listener was one of this topic's; with the last one the topic goes.
    private static boolean gaveUp(@Nullable TopicSubscription wanted, TopicListener listener, Consumer<String> remove) {
        if (wanted == null || !wanted.remove(listener)) {
            return false;
        }
        if (!wanted.hasListeners()) {
            remove.accept(wanted.topic());
            wanted.forget();
        }
        return true;
    }

    /// In the order of the calls: what is asked for on the backplane's own thread must not overtake what another thread
    /// asked for before.
    private void inOrder(Runnable task) {
        context.runOnContext(_ -> task.run());
    }

    /// Cuts the connection because somebody knows that it hears nothing; it comes back by itself.
    public void renew(String why) {
        context.emit(_ -> ear.renew(why));
    }

    /// What was refused is confirmed by now, or nobody wants it any more; or it was an UNSUBSCRIBE.
    private void forgive() {
        if (deniedHere.isPresent() && ear.topics().stream().allMatch(TopicSubscription::isConfirmed)) {
            deniedHere = Optional.empty();
        }
        see();
    }

    private void count() {
        size = ear.topics().size() + ears.size();
    }

    private void see() {
        up = ear.up() && ears.up();
        denied = deniedHere.or(ears::denied);
    }

    private void beat() {
        ears.beat();
        silence = ears.silence();
    }

    /// Each time another one: the one before may be the reason.
    private Optional<String> anyNode() {
        return masters.isEmpty() ? Optional.empty() : Optional.of(masters.get(Math.floorMod(turn++, masters.size())));
    }

    private void learn(RedisSlots slots) {
        Set<String> now = slots.masters();
        boolean first = masters.isEmpty();
        boolean same = now.equals(Set.copyOf(masters));
        masters = List.copyOf(now);
        if (first) {
            turn = context.hashCode();
            ear.open();
        } else if (!same) {
            // What the old one still said to all may be lost with it.
            vertx.setTimer(BEAT_MS, _ -> context.emit(_ -> tellBack()));
        }
        ears.learn(slots);
    }

    private void tellBack() {
        if (ear.up()) {
            whenBack.forEach(Runnable::run);
        }
    }

    @Override
    public void confirmed(TopicSubscription topic, boolean again) {
        forgive();
    }

    @Override
    public void ended(TopicSubscription topic) {
        see();
    }

    @Override
    public void refused(RedisSubscriber refused, String error) {
        deniedHere = Optional.of(MissingFeature.of("SUBSCRIBE", error));
        forgive();
        if (!askingAgain) {
            askingAgain = true;
            vertx.setTimer(
                    BEAT_MS,
                    _ -> context.emit(_ -> {
                        askingAgain = false;
                        refused.askAgain();
                        forgive();
                    }));
        }
    }

    @Override
    public void back(RedisSubscriber back, boolean again) {
        see();
        if (again) {
            reconnects.increment();
            LOG.infof("The subscription to Redis is back with %d topics", size);
        }
        whenBack.forEach(Runnable::run);
    }

    @Override
    public void lost(RedisSubscriber lost) {
        topology.doubt();
        see();
    }
}
