package chat.parley.backplane;

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

/// Topics of a cluster's slots: each is heard where its slot is, over one connection for each master that has any.
/// Where slots move the topics follow; whoever listens to one is told that it may have missed something. Used by one
/// event loop.
final class ClusterSubscribers implements SubscriberListener {

    /// As many beats without a word, and the connection is taken for dead.
    private static final long DEAF_NANOS = 5_000_000_000L;

    private final RedisTopology topology;
    private final BiFunction<String, SubscriberListener, RedisSubscriber> connect;
    private final Runnable changed;
    private final Runnable reconnected;
    private final Map<String, TopicSubscription> wanted = new HashMap<>();
    private final Map<String, RedisSubscriber> nodes = new HashMap<>();
    /// Topic → the node where it is to be heard.
    private final Map<String, String> places = new HashMap<>();

    private final Set<TopicSubscription> ended = new HashSet<>();
    private @Nullable RedisSlots map;
    private Optional<MissingFeature> denied = Optional.empty();
    private int turn;

    /// @param connect makes the ear for a node
    /// @param changed runs when [#up] may have changed
    /// @param reconnected runs when a connection that was lost is back, or another one has taken its place
    ClusterSubscribers(
            RedisTopology topology,
            BiFunction<String, SubscriberListener, RedisSubscriber> connect,
            Runnable changed,
            Runnable reconnected) {
        this.topology = topology;
        this.connect = connect;
        this.changed = changed;
        this.reconnected = reconnected;
    }

    void close() {
        nodes.values().forEach(RedisSubscriber::close);
        nodes.clear();
        places.clear();
    }

    void add(TopicSubscription one) {
        wanted.put(one.topic(), one);
        place(one);
        changed.run();
    }

    /// The topic, if it is one of these.
    @Nullable
    TopicSubscription get(String topic) {
        return wanted.get(topic);
    }

    /// Hears it no more; nothing happens when it is none of these.
    void remove(String topic) {
        TopicSubscription gone = wanted.remove(topic);
        if (gone != null) {
            ended.remove(gone);
            leave(topic);
            forgive();
            changed.run();
        }
    }

    int size() {
        return wanted.size();
    }

    /// True while every topic has its place and is subscribed there, as far as the connections know.
    boolean up() {
        return ended.isEmpty()
                && places.size() == wanted.size()
                && nodes.values().stream()
                        .allMatch(ear -> ear.up() || ear.topics().isEmpty());
    }

    /// Why a node refused a subscription that it has not confirmed since.
    Optional<MissingFeature> denied() {
        return denied;
    }

    private void forgive() {
        if (denied.isPresent() && wanted.values().stream().allMatch(TopicSubscription::isConfirmed)) {
            denied = Optional.empty();
        }
    }

    /// For how long the most silent of the connections that are needed has heard nothing, in nanoseconds.
    long silence() {
        long now = System.nanoTime();
        return nodes.values().stream()
                .filter(ear -> !ear.topics().isEmpty())
                .mapToLong(ear -> now - ear.heard())
                .max()
                .orElse(0);
    }

    /// Subscribes one topic of each connection once more, each time another one: the answer shows that it hears.
    void beat() {
        turn++;
        for (RedisSubscriber ear : List.copyOf(nodes.values())) {
            List<TopicSubscription> topics = List.copyOf(ear.topics());
            if (topics.isEmpty()) {
                ear.rest();
            } else {
                ear.again(topics.get(Math.floorMod(turn, topics.size())).topic());
                if (ear.up() && System.nanoTime() - ear.heard() > DEAF_NANOS) {
                    ear.renew("a node of the cluster does not answer it");
                }
            }
        }
    }

    /// Who has which slot now.
    void learn(RedisSlots slots) {
        map = slots;
        wanted.values().forEach(this::place);
        Set<String> masters = slots.masters();
        nodes.entrySet().removeIf(entry -> {
            boolean done = !masters.contains(entry.getKey())
                    && entry.getValue().topics().isEmpty();
            if (done) {
                if (!entry.getValue().up()) {
                    reconnected.run();
                }
                entry.getValue().close();
            }
            return done;
        });
        changed.run();
    }

    private void place(TopicSubscription one) {
        String topic = one.topic();
        String node = map == null ? null : map.master(Slot.of(topic)).orElse(null);
        String before = places.get(topic);
        if (node == null) {
            return;
        }
        if (!node.equals(before)) {
            leave(topic);
            one.lost();
            places.put(topic, node);
            at(node).add(one);
        } else if (!one.isConfirmed()) {
            at(node).again(topic);
        }
    }

    private void leave(String topic) {
        String before = places.remove(topic);
        RedisSubscriber ear = before == null ? null : nodes.get(before);
        if (ear != null) {
            ear.remove(topic);
        }
    }

    private RedisSubscriber at(String node) {
        return nodes.computeIfAbsent(node, at -> {
            RedisSubscriber fresh = connect.apply(at, this);
            fresh.open();
            return fresh;
        });
    }

    @Override
    public void confirmed(TopicSubscription topic, boolean again) {
        ended.remove(topic);
        forgive();
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
    public void refused(RedisSubscriber ear, String error) {
        String[] words = error.split(" ", -1);
        if (words[0].equals("MOVED")) {
            int slot = Integer.parseInt(words[1]);
            ear.forgetAsked(topic -> Slot.of(topic) == slot);
            topology.moved(slot, words[2], ear.node().orElse(""));
            return;
        }
        Set<String> open = ear.topics().stream()
                .filter(one -> !one.isConfirmed())
                .map(TopicSubscription::topic)
                .collect(Collectors.toSet());
        ear.forgetAsked(open::contains);
        denied = Optional.of(MissingFeature.of("SSUBSCRIBE", error));
        forgive();
        changed.run();
    }

    @Override
    public void back(RedisSubscriber ear, boolean again) {
        if (again) {
            reconnected.run();
        }
        changed.run();
    }

    @Override
    public void lost(RedisSubscriber ear) {
        topology.doubt();
        changed.run();
    }
}
