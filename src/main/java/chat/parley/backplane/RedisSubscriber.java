package chat.parley.backplane;

import chat.parley.store.Backoff;
import chat.parley.store.RedisClients;
import chat.parley.store.RedisLink;
import io.vertx.core.Future;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.impl.VertxInternal;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.ResponseType;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// A supervised subscriber connection: when it is lost it reconnects with backoff and subscribes all of its
/// topics again. Confined to an event loop.
final class RedisSubscriber {

    private static final Logger LOG = Logger.getLogger(RedisSubscriber.class);
    private static final int PENDING_COMMANDS = 16;
    private static final long UNSUBSCRIBE_MS = 5;
    private static final int UNSUBSCRIBED_AT_ONCE = 64;

    private final VertxInternal vertx;
    private final ContextInternal context;
    private final RedisClients clients;
    private final Supplier<Optional<String>> nodeToUse;
    private final RedisSubscribeMode mode;
    private final SubscriberListener listener;
    private final Backoff backoff = new Backoff(RandomGenerator.getDefault());
    private final Topics topics = new Topics();
    private @Nullable RedisLink link;
    private boolean open;
    private boolean everUp;
    private boolean up;
    private long receivedAt = System.nanoTime();

    /// @param nodeToUse supplies the node of a cluster for each attempt; empty for the single configured
    /// Redis
    /// @param mode how to subscribe
    RedisSubscriber(
            VertxInternal vertx,
            ContextInternal context,
            RedisClients clients,
            Supplier<Optional<String>> nodeToUse,
            RedisSubscribeMode mode,
            SubscriberListener listener) {
        this.vertx = vertx;
        this.context = context;
        this.clients = clients;
        this.nodeToUse = nodeToUse;
        this.mode = mode;
        this.listener = listener;
    }

    void open() {
        open = true;
        connect();
    }

    void close() {
        open = false;
        drop();
    }

    /// True while all of its topics are subscribed, as far as the connection knows.
    boolean up() {
        return up;
    }

    /// When something was last received, of [System#nanoTime]; initially when it was created.
    long receivedAt() {
        return receivedAt;
    }

    /// Restarts the time of silence, while there is no topic to receive from.
    void rest() {
        receivedAt = System.nanoTime();
    }

    /// Its node; empty for the single configured Redis.
    Optional<String> node() {
        return nodeToUse.get();
    }

    /// All of its topics, subscribed already or not.
    Collection<TopicSubscription> topics() {
        return topics.all();
    }

    /// The subscription to the topic; null if there is none.
    @Nullable
    TopicSubscription get(String topic) {
        return topics.get(topic);
    }

    void add(TopicSubscription subscription) {
        subscribeSoon(topics.want(subscription));
    }

    /// Unsubscribes from a topic.
    void remove(String topic) {
        if (topics.unwant(topic)) {
            unsubscribeSoon();
        }
    }

    /// When a thousand connections close at once, what others say does not wait for a thousand topics.
    private void unsubscribeSoon() {
        vertx.setTimer(UNSUBSCRIBE_MS, _ -> context.emit(_ -> unsubscribeSome()));
    }

    private void unsubscribeSome() {
        List<String> some = topics.takeLeaving(UNSUBSCRIBED_AT_ONCE);
        if (link != null && !some.isEmpty()) {
            mode.unsubscribe(link, some);
        }
        if (topics.hasLeaving()) {
            unsubscribeSoon();
        }
    }

    /// Subscribes to one of its topics again, unless that is pending.
    void again(String topic) {
        if (link != null && !topics.isAsked(topic)) {
            subscribeSoon(topics.again(topic));
        }
    }

    /// Subscribes again to all unconfirmed topics; earlier attempts will not be answered.
    void askAgain() {
        RedisLink current = link;
        List<String> unconfirmed = topics.unconfirmed();
        if (current != null && !unconfirmed.isEmpty()) {
            topics.forgetAsked(unconfirmed::contains);
            mode.subscribe(current, unconfirmed, topics);
        }
    }

    /// Stops waiting for confirmations of these topics: they will not come.
    void forgetAsked(Predicate<String> which) {
        topics.forgetAsked(which);
    }

    /// Closes a connection that receives nothing any more; it reconnects by itself.
    void renew(String why) {
        if (link != null) {
            LOG.warnf("Reconnecting the subscription to Redis: %s", why);
            lost(link);
        }
    }

    /// Sends one SUBSCRIBE for all topics of this turn of the event loop.
    private void subscribeSoon(boolean first) {
        if (first) {
            context.runOnContext(_ -> {
                List<String> now = topics.take();
                if (link != null) {
                    mode.subscribe(link, now, topics);
                }
            });
        }
    }

    private void connect() {
        if (open) {
            clients.connect(vertx, context, PENDING_COMMANDS, nodeToUse.get())
                    .onSuccess(fresh -> context.emit(_ -> connected(fresh)))
                    .onFailure(failure -> context.emit(_ -> reconnectLater()));
        }
    }

    private void reconnectLater() {
        vertx.setTimer(backoff.nextMillis(), _ -> context.emit(_ -> connect()));
    }

    private void connected(RedisLink fresh) {
        if (!open) {
            fresh.cut();
            return;
        }
        link = fresh;
        fresh.connection().handler(push -> received(fresh, push));
        fresh.connection().exceptionHandler(failure -> context.emit(_ -> lost(fresh)));
        fresh.connection().endHandler(end -> context.emit(_ -> lost(fresh)));
        topics.take();
        topics.forgetLeaving();
        mode.subscribe(fresh, topics.names(), topics);
        Future.join(topics.all().stream().map(TopicSubscription::confirmation).toList())
                .onComplete(_ -> context.emit(_ -> {
                    if (link == fresh) {
                        subscribed();
                    }
                }));
    }

    private void subscribed() {
        backoff.reset();
        up = true;
        boolean again = everUp;
        everUp = true;
        listener.back(this, again);
    }

    private void received(RedisLink from, @Nullable Response push) {
        if (push == null || link != from) {
            return;
        }
        receivedAt = System.nanoTime();
        if (push.type() == ResponseType.ERROR) {
            listener.refused(this, push.toString());
        } else if (push.size() >= 3) {
            received(push.get(0).toString(), push.get(1).toString(), push.get(2));
        }
    }

    private void received(String kind, String topic, Response payload) {
        TopicSubscription subscription = topics.get(topic);
        switch (kind) {
            case "message", "smessage" -> {
                if (subscription != null) {
                    subscription.receive(payload.toBytes());
                }
            }
            case "subscribe", "ssubscribe" -> {
                if (topics.answered(topic) && subscription != null) {
                    listener.confirmed(subscription, subscription.confirm());
                }
            }
            case "sunsubscribe" -> {
                if (subscription != null && !topics.isAsked(topic)) {
                    subscription.lost();
                    listener.ended(subscription);
                }
            }
            default -> {}
        }
    }

    private void lost(RedisLink old) {
        if (link == old) {
            LOG.warnf("The subscription to Redis was lost; reconnecting");
            drop();
            reconnectLater();
            listener.lost(this);
        }
    }

    private void drop() {
        RedisLink old = link;
        link = null;
        up = false;
        topics.lost();
        if (old != null) {
            old.cut();
        }
    }
}
