package chat.parley.backplane;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import org.jspecify.annotations.Nullable;

/// A topic that this pod wants to hear, and whether Redis has confirmed that it does. Used by one event loop.
final class Wanted {
    private final String topic;
    private final TopicListener listener;
    /// None any more once it is confirmed: nearly all topics are, and for long.
    private @Nullable Promise<Void> confirming = Promise.promise();
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
