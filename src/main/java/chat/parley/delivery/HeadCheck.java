package chat.parley.delivery;

import chat.parley.backplane.RedisBackplane;
import chat.parley.history.Head;
import chat.parley.presence.Leases;
import chat.parley.protocol.Position;
import chat.parley.protocol.RoomId;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.ArrayDeque;
import java.util.Optional;

/// Compares where the store says that rooms end with what this pod has heard of them: at once for all rooms after the
/// subscription was lost, and slowly round all rooms, because the last message of a quiet room can be lost without a
/// hole to see (protocol.md section 6, promise 6).
@Singleton
public final class HeadCheck {

    /// A round takes this many ticks of a second: below the 20 s within which a silent loss is healed.
    private static final int ROUND = 12;

    private static final long TICK_MS = 1_000;
    /// Comparisons under way at once.
    private static final int AT_ONCE = 256;
    /// A publication may be on its way: a room that is behind is looked at again before its log is read.
    private static final long GRACE_MS = 500;

    private final Vertx vertx;
    private final RoomSubscriptions feeds;
    private final ArrayDeque<RoomId> round = new ArrayDeque<>();
    private final ArrayDeque<RoomId> urgent = new ArrayDeque<>();
    private int underWay;

    public HeadCheck(Vertx vertx, RoomSubscriptions feeds, RedisBackplane backplane, Leases leases) {
        this.vertx = vertx;
        this.feeds = feeds;
        backplane.whenBack(this::all);
        feeds.whenMissed(this::soon);
        leases.whenForgotten(() -> feeds.onLoop(this::all));
    }

    void started(@Observes StartupEvent start) {
        vertx.setPeriodic(TICK_MS, tick -> feeds.onLoop(this::some));
    }

    /// Every room, at once and without grace: what was published meanwhile was not heard. On the backplane's loop.
    public void all() {
        feeds.attendAgain();
        urgent.clear();
        urgent.addAll(feeds.rooms());
        begin();
    }

    private void soon(RoomId room) {
        urgent.add(room);
        begin();
    }

    private void begin() {
        while (underWay < AT_ONCE && !urgent.isEmpty()) {
            next();
        }
    }

    /// One room, at once.
    public void now(RoomId room) {
        feeds.onLoop(() -> compare(room, false, () -> {}));
    }

    private void next() {
        RoomId room = urgent.poll();
        if (room != null) {
            underWay++;
            compare(room, false, () -> {
                underWay--;
                next();
            });
        }
    }

    private void some() {
        if (round.isEmpty()) {
            round.addAll(feeds.rooms());
        }
        int share = (feeds.rooms().size() + ROUND - 1) / ROUND;
        for (int i = 0; i < share && !round.isEmpty(); i++) {
            compare(round.poll(), true, () -> {});
        }
    }

    private void compare(RoomId room, boolean grace, Runnable then) {
        Optional<RoomSequencer> feed = feeds.feedOf(room);
        if (feed.isEmpty() || feed.get().last() == null || feed.get().healing()) {
            then.run();
            return;
        }
        feeds.log()
                .head(room)
                .onComplete(result -> feeds.onLoop(() -> {
                    if (result.succeeded()) {
                        told(feed.get(), result.result(), grace);
                    } else if (!grace) {
                        feeds.after(GRACE_MS, () -> compare(room, true, () -> {}));
                    }
                    then.run();
                }));
    }

    private void told(RoomSequencer feed, Optional<Head> found, boolean grace) {
        found.ifPresent(head -> feed.removals(head.removals()));
        Optional<Position> head = found.map(Head::position);
        if (!behind(feed, head)) {
            return;
        }
        if (!grace) {
            feed.heal();
        } else {
            feeds.after(GRACE_MS, () -> {
                if (behind(feed, head)) {
                    feed.heal();
                }
            });
        }
    }

    private static boolean behind(RoomSequencer feed, Optional<Position> head) {
        Position last = feed.last();
        if (last == null) {
            return false;
        }
        return head.isEmpty()
                || !head.get().epoch().equals(last.epoch())
                || head.get().seq() > last.seq();
    }
}
