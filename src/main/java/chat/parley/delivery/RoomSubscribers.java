package chat.parley.delivery;

import chat.parley.protocol.RoomId;
import java.util.ArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The subscriptions to one room on one event loop. Confined to that event loop.
final class RoomSubscribers {

    private final RoomId room;
    private final ArrayList<Subscription> subscriptions = new ArrayList<>(4);
    private @Nullable BroadcastBuffer buffer;

    RoomSubscribers(RoomId room) {
        this.room = room;
    }

    void add(Subscription subscription) {
        subscription.in(room, subscriptions.size());
        subscriptions.add(subscription);
    }

    /// False if the subscription was removed already.
    boolean remove(Subscription subscription) {
        if (subscription.place() < 0) {
            return false;
        }
        Subscription last = subscriptions.removeLast();
        if (last != subscription) {
            subscriptions.set(subscription.place(), last);
            last.in(room, subscription.place());
        }
        subscription.out();
        return true;
    }

    boolean isEmpty() {
        return subscriptions.isEmpty();
    }

    int size() {
        return subscriptions.size();
    }

    void forEach(Consumer<Subscription> action) {
        // Backwards: a session that ends meanwhile removes its subscription, and only the last one moves.
        for (int i = subscriptions.size() - 1; i >= 0; i--) {
            if (i < subscriptions.size()) {
                action.accept(subscriptions.get(i));
            }
        }
    }

    /// Delivers a publication; takes over one reference to its frames.
    void deliver(Publication publication) {
        if (!publication.forAll()) {
            forEach(subscription -> subscription.deliver(publication));
            publication.frames().release();
            return;
        }
        int size = publication.frames().readableBytes();
        BroadcastBuffer current =
                buffer == null ? new BroadcastBuffer(publication.frames()) : buffer.followedBy(publication.frames());
        int from = current.end() - size;
        forEach(subscription -> subscription.deliver(publication, current, from));
        buffer = current;
        current.release();
    }
}
