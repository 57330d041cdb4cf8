package chat.parley.backplane;

import io.vertx.core.Future;
import io.vertx.core.Promise;

/// A topic that this pod wants to hear, and whether Redis has confirmed that it does. Used by one event loop.
final class Wanted {
    private final String topic;
    private final TopicListener listener;
    private Promise<Void> confirmed = Promise.promise();
    private boolean interrupted;

    Wanted(String topic, TopicListener listener) {
        this.topic = topic;
        this.listener = listener;
    }

    String topic() {
        return topic;
    }

    TopicListener listener() {
        return listener;
    }

    Future<Void> confirmation() {
        return confirmed.future();
    }

    boolean isConfirmed() {
        return confirmed.future().succeeded();
    }

    /// It is heard now. True when it had been before, and not in between.
    boolean confirm() {
        confirmed.tryComplete();
        boolean again = interrupted;
        interrupted = false;
        return again;
    }

    /// It is not heard any more.
    void lost() {
        if (confirmed.future().isComplete()) {
            interrupted = true;
            confirmed = Promise.promise();
        }
    }

    /// Nobody wants it any more.
    void forget() {
        confirmed.tryFail("no longer wanted: " + topic);
    }
}
