package chat.parley.backplane;

import chat.parley.store.KeyPrefix;
import chat.parley.store.MissingFeature;
import chat.parley.store.RedisSlots;
import chat.parley.store.RedisTopology;
import chat.parley.store.Slot;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Subscriptions to sharded topics of a cluster: each is subscribed at the master of its slot, over one
/// connection per master. When a slot moves its topics follow, and their listeners learn that they may have
/// missed something. Confined to an event loop.
final class ClusterSubscribers implements SubscriberListener {

    /// After this long without an answer a connection is considered dead.
    private static final long DEAD_AFTER_NANOS = 5_000_000_000L;

    private final RedisTopology topology;
    private final BiFunction<String, SubscriberListener, RedisSubscriber> connect;
    private final Runnable changed;
    private final Runnable reconnected;
    private final Map<String, TopicSubscription> subscriptions = new HashMap<>();
    private final KeyPrefix prefix;
    private final Map<String, RedisSubscriber> nodes = new HashMap<>();
    /// Topic → the node at which it is to be subscribed.
    private final Map<String, String> nodeOfTopic = new HashMap<>();

    private final Set<TopicSubscription> ended = new HashSet<>();
    private @Nullable RedisSlots map;
    private Optional<MissingFeature> denied = Optional.empty();
    private int turn;

    /// @param connect creates the subscriber of a node
    /// @param changed runs when [#up] may have changed
    /// @param reconnected runs when a lost connection is restored or replaced
    ClusterSubscribers(
            RedisTopology topology,
            KeyPrefix prefix,
            BiFunction<String, SubscriberListener, RedisSubscriber> connect,
            Runnable changed,
            Runnable reconnected) {
        this.topology = topology;
        this.prefix = prefix;
        this.connect = connect;
        this.changed = changed;
        this.reconnected = reconnected;
    }

    void close() {
        nodes.values().forEach(RedisSubscriber::close);
        nodes.clear();
        nodeOfTopic.clear();
    }

    void add(TopicSubscription subscription) {
        subscriptions.put(subscription.topic(), subscription);
        assign(subscription);
        changed.run();
    }

    /// The subscription to the topic; null if there is none.
    @Nullable
    TopicSubscription get(String topic) {
        return subscriptions.get(topic);
    }

    /// Unsubscribes from the topic, if it is subscribed.
    void remove(String topic) {
        TopicSubscription removed = subscriptions.remove(topic);
        if (removed != null) {
            ended.remove(removed);
            unassign(topic);
            clearDenial();
            changed.run();
        }
    }

    int size() {
        return subscriptions.size();
    }

    /// True while every topic is subscribed at its node, as far as the connections know.
    boolean up() {
        return ended.isEmpty()
                && nodeOfTopic.size() == subscriptions.size()
                && nodes.values().stream()
                        .allMatch(subscriber ->
                                subscriber.up() || subscriber.topics().isEmpty());
    }

    /// Why a node refused a subscription that it has not confirmed since.
    Optional<MissingFeature> denied() {
        return denied;
    }

    private void clearDenial() {
        if (denied.isPresent() && subscriptions.values().stream().allMatch(TopicSubscription::isConfirmed)) {
            denied = Optional.empty();
        }
    }

    /// The longest time without an answer on any connection that is needed, in nanoseconds.
    long silence() {
        long now = System.nanoTime();
        return nodes.values().stream()
                .filter(subscriber -> !subscriber.topics().isEmpty())
                .mapToLong(subscriber -> now - subscriber.receivedAt())
                .max()
                .orElse(0);
    }

    /// Probes each connection by subscribing again to one of its topics, a different one each time.
    void beat() {
        turn++;
        for (RedisSubscriber subscriber : List.copyOf(nodes.values())) {
            List<TopicSubscription> topics = List.copyOf(subscriber.topics());
            if (topics.isEmpty()) {
                subscriber.rest();
            } else {
                subscriber.again(topics.get(Math.floorMod(turn, topics.size())).topic());
                if (subscriber.up() && System.nanoTime() - subscriber.receivedAt() > DEAD_AFTER_NANOS) {
                    subscriber.renew("a node of the cluster does not answer");
                }
            }
        }
    }

    /// Moves the topics to the nodes of a new map.
    void learn(RedisSlots slots) {
        map = slots;
        subscriptions.values().forEach(this::assign);
        Set<String> masters = slots.masters();
        nodes.entrySet().removeIf(entry -> {
            boolean unused = !masters.contains(entry.getKey())
                    && entry.getValue().topics().isEmpty();
            if (unused) {
                if (!entry.getValue().up()) {
                    reconnected.run();
                }
                entry.getValue().close();
            }
            return unused;
        });
        changed.run();
    }

    private void assign(TopicSubscription subscription) {
        String topic = subscription.topic();
        String node = map == null ? null : map.master(Slot.of(topic)).orElse(null);
        String before = nodeOfTopic.get(topic);
        if (node == null) {
            return;
        }
        if (!node.equals(before)) {
            unassign(topic);
            subscription.lost();
            nodeOfTopic.put(topic, node);
            subscriberAt(node).add(subscription);
        } else if (!subscription.isConfirmed()) {
            subscriberAt(node).again(topic);
        }
    }

    private void unassign(String topic) {
        String before = nodeOfTopic.remove(topic);
        RedisSubscriber subscriber = before == null ? null : nodes.get(before);
        if (subscriber != null) {
            subscriber.remove(topic);
        }
    }

    private RedisSubscriber subscriberAt(String node) {
        return nodes.computeIfAbsent(node, at -> {
            RedisSubscriber fresh = connect.apply(at, this);
            fresh.open();
            return fresh;
        });
    }

    @Override
    public void confirmed(TopicSubscription topic, boolean again) {
        ended.remove(topic);
        clearDenial();
        if (again) {
            topic.missed();
        }
        changed.run();
    }

    @Override
    public void ended(TopicSubscription topic) {
        ended.add(topic);
        topology.doubt();
        changed.run();
    }

    @Override
    public void refused(RedisSubscriber subscriber, String error) {
        String[] words = error.split(" ", -1);
        if (words[0].equals("MOVED")) {
            int slot = Integer.parseInt(words[1]);
            subscriber.forgetAsked(topic -> Slot.of(topic) == slot);
            topology.moved(slot, words[2], subscriber.node().orElse(""));
            return;
        }
        Set<String> unconfirmed = subscriber.topics().stream()
                .filter(subscription -> !subscription.isConfirmed())
                .map(TopicSubscription::topic)
                .collect(Collectors.toSet());
        subscriber.forgetAsked(unconfirmed::contains);
        denied = Optional.of(MissingFeature.of(prefix, "SSUBSCRIBE", error));
        clearDenial();
        changed.run();
    }

    @Override
    public void back(RedisSubscriber subscriber, boolean again) {
        if (again) {
            reconnected.run();
        }
        changed.run();
    }

    @Override
    public void lost(RedisSubscriber subscriber) {
        topology.doubt();
        changed.run();
    }
}
