package chat.parley.backplane;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What one connection is to hear, and which of its SUBSCRIBEs are still to be answered. Used by one event loop.
final class Topics {
    private final Map<String, TopicSubscription> wanted = new HashMap<>();
    /// SUBSCRIBEs under way for each topic: only the answer to the last one counts, an UNSUBSCRIBE may lie between.
    private final Map<String, Integer> underWay = new HashMap<>();
    /// Those that are to be subscribed at the end of this turn.
    private final Set<String> next = new LinkedHashSet<>();

    Collection<TopicSubscription> all() {
        return wanted.values();
    }

    List<String> names() {
        return List.copyOf(wanted.keySet());
    }

    List<String> unconfirmed() {
        return wanted.values().stream()
                .filter(one -> !one.isConfirmed())
                .map(TopicSubscription::topic)
                .toList();
    }

    @Nullable
    TopicSubscription get(String topic) {
        return wanted.get(topic);
    }

    /// Is to be subscribed; true when it is the first of this turn.
    boolean want(TopicSubscription one) {
        wanted.put(one.topic(), one);
        return again(one.topic());
    }

    /// Is to be subscribed once more; true when it is the first of this turn.
    boolean again(String topic) {
        return next.add(topic) && next.size() == 1;
    }

    /// Is heard no more; true when Redis has to be told, false where it was taken back before it was asked for.
    boolean unwant(String topic) {
        TopicSubscription gone = wanted.remove(topic);
        boolean takenBack = next.remove(topic);
        boolean known = underWay.containsKey(topic) || (gone != null && gone.isConfirmed());
        return known || !takenBack;
    }

    /// Those to ask for now.
    List<String> take() {
        List<String> now = List.copyOf(next);
        next.clear();
        return now;
    }

    void asked(String topic) {
        underWay.merge(topic, 1, Integer::sum);
    }

    /// Whether an answer is to come, or something to be asked in this turn.
    boolean isAsked(String topic) {
        return underWay.containsKey(topic) || next.contains(topic);
    }

    /// One of the answers came; true when it was the last one. It is not while the topic is to be asked for in this
    /// turn: an UNSUBSCRIBE, of one who gave it up, lies in between.
    boolean answered(String topic) {
        underWay.computeIfPresent(topic, (_, count) -> count == 1 ? null : count - 1);
        return !isAsked(topic);
    }

    /// Answers to what was asked of these so far do not come, also of those that nobody wants any more: one may be
    /// wanted here again.
    void forgetAsked(Predicate<String> which) {
        underWay.keySet().removeIf(which);
    }

    /// The connection is gone and every confirmation with it.
    void lost() {
        underWay.clear();
        wanted.values().forEach(TopicSubscription::lost);
    }
}
