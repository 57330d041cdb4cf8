package chat.parley.backplane;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The topics of one connection, and which of its SUBSCRIBEs are unanswered. Confined to an event loop.
final class Topics {
    private final Map<String, TopicSubscription> subscriptions = new HashMap<>();
    /// Unanswered SUBSCRIBEs for each topic: only the last answer counts, an UNSUBSCRIBE may be in between.
    private final Map<String, Integer> pending = new HashMap<>();
    /// Topics to subscribe to at the end of this turn of the event loop.
    private final Set<String> next = new LinkedHashSet<>();
    /// Topics to unsubscribe from, in slices.
    private final Set<String> leaving = new LinkedHashSet<>();

    Collection<TopicSubscription> all() {
        return subscriptions.values();
    }

    List<String> names() {
        return List.copyOf(subscriptions.keySet());
    }

    List<String> unconfirmed() {
        return subscriptions.values().stream()
                .filter(subscription -> !subscription.isConfirmed())
                .map(TopicSubscription::topic)
                .toList();
    }

    @Nullable
    TopicSubscription get(String topic) {
        return subscriptions.get(topic);
    }

    /// Adds a topic to subscribe to; true if it is the first of this turn.
    boolean want(TopicSubscription subscription) {
        subscriptions.put(subscription.topic(), subscription);
        return again(subscription.topic());
    }

    /// Subscribes to a topic again; true if it is the first of this turn.
    boolean again(String topic) {
        return next.add(topic) && next.size() == 1;
    }

    /// Removes a topic, which is to be unsubscribed if a SUBSCRIBE was sent; true if it is the first of those.
    boolean unwant(String topic) {
        TopicSubscription removed = subscriptions.remove(topic);
        boolean unsent = next.remove(topic);
        boolean sent = pending.containsKey(topic) || (removed != null && removed.isConfirmed());
        return (sent || !unsent) && leaving.add(topic) && leaving.size() == 1;
    }

    /// Takes some of the topics to unsubscribe from. A topic that is wanted again stays subscribed, once that
    /// was asked for.
    List<String> takeLeaving(int most) {
        List<String> some = new ArrayList<>();
        for (Iterator<String> all = leaving.iterator(); all.hasNext() && some.size() < most; ) {
            String topic = all.next();
            if (!next.contains(topic)) {
                all.remove();
                if (!subscriptions.containsKey(topic)) {
                    some.add(topic);
                }
            }
        }
        return some;
    }

    /// A new connection is subscribed to nothing.
    void forgetLeaving() {
        leaving.clear();
    }

    /// Whether there are topics to unsubscribe from.
    boolean hasLeaving() {
        return !leaving.isEmpty();
    }

    /// Takes the topics to subscribe to now.
    List<String> take() {
        List<String> now = List.copyOf(next);
        next.clear();
        return now;
    }

    void asked(String topic) {
        pending.merge(topic, 1, Integer::sum);
    }

    /// Whether a SUBSCRIBE is unanswered, or will be sent in this turn.
    boolean isAsked(String topic) {
        return pending.containsKey(topic) || next.contains(topic);
    }

    /// Counts an answer; true if it was the last one. It is not while the topic is to be subscribed in this
    /// turn: an UNSUBSCRIBE is in between.
    boolean answered(String topic) {
        pending.computeIfPresent(topic, (_, count) -> count == 1 ? null : count - 1);
        return !isAsked(topic);
    }

    /// Stops waiting for answers of these topics, also of removed ones: they may be added again.
    void forgetAsked(Predicate<String> which) {
        pending.keySet().removeIf(which);
    }

    /// Resets all confirmations, after the connection was lost.
    void lost() {
        pending.clear();
        forgetLeaving();
        subscriptions.values().forEach(TopicSubscription::lost);
    }
}
