package chat.parley.backplane;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// A topic that this pod wants to hear, for one listener or several, and whether Redis has confirmed that it does. Used
/// by one event loop.
final class TopicSubscription {

    private static final Logger LOG = Logger.getLogger(TopicSubscription.class);

    private final String topic;
    /// One, but for the moment in which another asks for the topic while it is given up. Never changed, but replaced.
    private List<TopicListener> listeners;
    /// None any more once it is confirmed: nearly all topics are, and for long.
    private @Nullable Promise<Void> confirming = Promise.promise();
    private boolean interrupted;

    TopicSubscription(String topic, TopicListener listener) {
        this.topic = topic;
        this.listeners = List.of(listener);
    }

    String topic() {
        return topic;
    }

    /// One more listens.
    void add(TopicListener listener) {
        List<TopicListener> more = new ArrayList<>(listeners);
        more.add(listener);
        listeners = List.copyOf(more);
    }

    /// One listens no more; false when it is none of these.
    boolean remove(TopicListener listener) {
        List<TopicListener> fewer = new ArrayList<>(listeners);
        boolean was = fewer.remove(listener);
        listeners = List.copyOf(fewer);
        return was;
    }

    /// Whether somebody listens.
    boolean hasListeners() {
        return !listeners.isEmpty();
    }

    /// Whatever a listener throws must not get into the client's parser: it would lose its place among the answers, and
    /// everything after it.
    void heard(byte[] text) {
        boolean alone = listeners.size() == 1;
        listeners.forEach(listener -> {
            try {
                listener.heard(alone ? text : text.clone());
            } catch (RuntimeException mistake) {
                LOG.errorf(mistake, "What came under %s was not understood", topic);
            }
        });
    }

    void missed() {
        listeners.forEach(TopicListener::missed);
    }

    Future<Void> confirmation() {
        return confirming == null ? Future.succeededFuture() : confirming.future();
    }

    boolean isConfirmed() {
        return confirming == null;
    }

    /// It is heard now. True when it had been before, and not in between.
    boolean confirm() {
        Promise<Void> waiting = confirming;
        if (waiting != null && !waiting.future().isComplete()) {
            confirming = null;
            waiting.complete();
        }
        boolean again = interrupted;
        interrupted = false;
        return again;
    }

    /// It is not heard any more.
    void lost() {
        if (confirming == null || confirming.future().isComplete()) {
            interrupted = true;
            confirming = Promise.promise();
        }
    }

    /// Nobody wants it any more.
    void forget() {
        if (confirming != null) {
            confirming.tryFail("no longer wanted: " + topic);
        }
    }
}
