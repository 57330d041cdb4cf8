package chat.parley.backplane;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What this pod wants to hear and what Redis has confirmed. Used by one event loop.
final class Topics {

    private static final class Wanted {
        private final TopicListener listener;
        private Promise<Void> confirmed = Promise.promise();

        private Wanted(TopicListener listener) {
            this.listener = listener;
        }
    }

    private final Map<String, Wanted> wanted = new HashMap<>();
    /// SUBSCRIBEs under way for each topic: only the answer to the last one counts, an UNSUBSCRIBE may lie between.
    private final Map<String, Integer> underWay = new HashMap<>();

    void want(String topic, TopicListener listener) {
        wanted.put(topic, new Wanted(listener));
    }

    void unwant(String topic) {
        Wanted gone = wanted.remove(topic);
        if (gone != null) {
            gone.confirmed.tryFail(new IllegalStateException("no longer wanted: " + topic));
        }
    }

    boolean wants(String topic) {
        return wanted.containsKey(topic);
    }

    List<String> all() {
        return new ArrayList<>(wanted.keySet());
    }

    Future<Void> confirmation(String topic) {
        Wanted one = wanted.get(topic);
        return one == null
                ? Future.failedFuture(new IllegalStateException("not wanted: " + topic))
                : one.confirmed.future();
    }

    void asked(String topic) {
        underWay.merge(topic, 1, Integer::sum);
    }

    void confirmed(String topic) {
        Integer left = underWay.computeIfPresent(topic, (same, count) -> count == 1 ? null : count - 1);
        Wanted one = wanted.get(topic);
        if (left == null && one != null) {
            one.confirmed.tryComplete();
        }
    }

    /// The connection is gone and every confirmation with it.
    void lost() {
        underWay.clear();
        wanted.values().stream()
                .filter(one -> one.confirmed.future().isComplete())
                .forEach(one -> one.confirmed = Promise.promise());
    }

    @Nullable
    TopicListener listener(String topic) {
        Wanted one = wanted.get(topic);
        return one == null ? null : one.listener;
    }

    int size() {
        return wanted.size();
    }
}
