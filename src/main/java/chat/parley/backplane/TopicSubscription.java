package chat.parley.backplane;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// A topic to which this pod subscribes for one or several listeners, and whether Redis has confirmed it.
/// Confined to an event loop.
final class TopicSubscription {

    private static final Logger LOG = Logger.getLogger(TopicSubscription.class);

    private final String topic;
    /// Mostly one; a second may subscribe before the first has unsubscribed. Copied on write.
    private List<TopicListener> listeners;
    /// Null once confirmed, as nearly all topics are nearly always.
    private @Nullable Promise<Void> confirming = Promise.promise();
    private boolean interrupted;

    TopicSubscription(String topic, TopicListener listener) {
        this.topic = topic;
        this.listeners = List.of(listener);
    }

    String topic() {
        return topic;
    }

    /// Adds a listener.
    void add(TopicListener listener) {
        List<TopicListener> more = new ArrayList<>(listeners);
        more.add(listener);
        listeners = List.copyOf(more);
    }

    /// Removes a listener; false if there is no such listener.
    boolean remove(TopicListener listener) {
        List<TopicListener> fewer = new ArrayList<>(listeners);
        boolean removed = fewer.remove(listener);
        listeners = List.copyOf(fewer);
        return removed;
    }

    boolean hasListeners() {
        return !listeners.isEmpty();
    }

    /// Exceptions of listeners must not reach the client's parser: it would lose its place among the answers,
    /// and everything after it.
    void receive(byte[] text) {
        boolean alone = listeners.size() == 1;
        listeners.forEach(listener -> {
            try {
                listener.receive(alone ? text : text.clone());
            } catch (RuntimeException mistake) {
                LOG.errorf(mistake, "Unexpected error in a listener of %s", topic);
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

    /// Marks it as confirmed; true if it had been confirmed before and was interrupted.
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

    /// Marks it as not subscribed any more.
    void lost() {
        if (confirming == null || confirming.future().isComplete()) {
            interrupted = true;
            confirming = Promise.promise();
        }
    }

    /// Fails the pending confirmation, after the last listener was removed.
    void forget() {
        if (confirming != null) {
            confirming.tryFail("no listener is left for " + topic);
        }
    }
}
