package chat.parley.delivery;

import chat.parley.protocol.Event.RoomGone.Reason;
import chat.parley.protocol.Position;
import chat.parley.protocol.RoomId;
import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The subscriptions of one event loop, by room. A publication is handed over to each event loop once,
/// however many of its sessions get it. Confined to its event loop.
final class LoopSubscribers {

    /// The events of a renaming reach all rooms of the user within this time, one after the other.
    private static final long ONCE_SECONDS = 10;

    private final EventLoop loop;
    private final Map<RoomId, RoomSubscribers> rooms = new HashMap<>();
    /// Event → the subscribers that got it already, for events that are published in several rooms.
    private final Map<String, Set<Subscriber>> deliveredOnce = new HashMap<>();

    LoopSubscribers(EventLoop loop) {
        this.loop = loop;
    }

    void add(Subscription subscription) {
        rooms.computeIfAbsent(subscription.room(), RoomSubscribers::new).add(subscription);
    }

    /// False if the subscription was removed already.
    boolean remove(Subscription subscription) {
        RoomSubscribers subscribers = rooms.get(subscription.room());
        if (subscribers == null || !subscribers.remove(subscription)) {
            return false;
        }
        if (subscribers.isEmpty()) {
            rooms.remove(subscription.room());
        }
        return true;
    }

    /// The number of subscriptions to a room.
    int count(RoomId room) {
        RoomSubscribers subscribers = rooms.get(room);
        return subscribers == null ? 0 : subscribers.size();
    }

    /// Delivers a publication; takes over one reference to its frames.
    void deliver(RoomId room, Publication publication) {
        RoomSubscribers subscribers = rooms.get(room);
        if (subscribers == null) {
            publication.frames().release();
        } else {
            subscribers.deliver(publication);
        }
    }

    /// Delivers an ephemeral event; `special` has the frames of users who get a different one, `null` for
    /// none. Takes over one reference to `frames`.
    void deliverEphemeral(RoomId room, ByteBuf frames, Map<String, @Nullable ByteBuf> special) {
        deliverEphemeral(room, frames, subscription -> {
            String user = subscription.user();
            return special.isEmpty() || !special.containsKey(user) ? frames : special.get(user);
        });
    }

    /// Delivers an ephemeral event of which each user gets the frames that `of` returns for them, `null` for
    /// none, and then owns. Asks only for users who are here. Takes over one reference to `frames`.
    void deliverNaming(RoomId room, ByteBuf frames, Function<String, @Nullable ByteBuf> of) {
        forEach(room, subscription -> {
            ByteBuf mine = subscription.barred() ? null : of.apply(subscription.user());
            if (mine != null) {
                subscription.subscriber().sendEphemeral(mine);
            }
        });
        frames.release();
    }

    /// Delivers an ephemeral event to every session but one; empty for no exception. Takes over one reference
    /// to `frames`.
    void deliverExcept(RoomId room, ByteBuf frames, String session) {
        deliverEphemeral(
                room,
                frames,
                subscription -> subscription.subscriber().session().equals(session) ? null : frames);
    }

    /// Delivers an ephemeral event to every session of a user but one; empty for no exception. Takes over one
    /// reference to `frames`.
    void deliverTo(RoomId room, ByteBuf frames, String user, String session) {
        deliverEphemeral(
                room,
                frames,
                subscription -> user.equals(subscription.user())
                                && !subscription.subscriber().session().equals(session)
                        ? frames
                        : null);
    }

    /// Delivers an ephemeral event that is published in several rooms, to every session once. Takes over one
    /// reference to `frames`.
    void deliverOnce(RoomId room, ByteBuf frames, String which) {
        Set<Subscriber> notified = deliveredOnce.computeIfAbsent(which, _ -> {
            loop.schedule(() -> deliveredOnce.remove(which), ONCE_SECONDS, TimeUnit.SECONDS);
            return new HashSet<>();
        });
        deliverEphemeral(room, frames, subscription -> notified.add(subscription.subscriber()) ? frames : null);
    }

    /// Delivers to each subscription the frames that `each` returns, `null` for none. Skips barred
    /// subscriptions without calling `each`, since their sessions may get the event through another room.
    private void deliverEphemeral(RoomId room, ByteBuf frames, Function<Subscription, @Nullable ByteBuf> each) {
        forEach(room, subscription -> {
            ByteBuf mine = subscription.barred() ? null : each.apply(subscription);
            if (mine != null) {
                subscription.subscriber().sendEphemeral(mine.retainedDuplicate());
            }
        });
        frames.release();
    }

    void renew(RoomId room, Position last) {
        forEach(room, subscription -> {
            if (!subscription.asleep()) {
                subscription.shut();
                subscription.subscriber().renew(subscription, last);
            }
        });
    }

    /// What the matching users see of the room changed.
    void changed(RoomId room, Predicate<String> whom, Position last) {
        forEach(room, subscription -> {
            if (whom.test(subscription.user()) && !subscription.asleep()) {
                subscription.shut();
                subscription.subscriber().changed(subscription, last);
            }
        });
    }

    /// A user is not a member any more.
    void removed(RoomId room, String user, Reason reason, Position last) {
        forEach(room, subscription -> {
            if (subscription.user().equals(user)) {
                subscription.bar();
                subscription.subscriber().removed(subscription, last, reason);
            }
        });
    }

    private void forEach(RoomId room, Consumer<Subscription> action) {
        RoomSubscribers subscribers = rooms.get(room);
        if (subscribers != null) {
            subscribers.forEach(action);
        }
    }
}
