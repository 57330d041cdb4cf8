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

/// Compares the heads of rooms in the store with what this pod has received: at once for all rooms after the
/// subscription was lost, and slowly in rounds, because the last message of a quiet room can be lost without
/// leaving a gap (protocol.md section 6, promise 6).
@Singleton
public final class HeadCheck {

    /// Ticks of a second per round: below the 20 s within which a silent loss is healed.
    private static final int ROUND = 12;

    private static final long TICK_MS = 1_000;
    /// Maximum of concurrent comparisons.
    private static final int AT_ONCE = 256;
    /// A publication may be in flight: a room that is behind is checked again before its log is read.
    private static final long GRACE_MS = 500;

    private final Vertx vertx;
    private final RoomSubscriptions subscriptions;
    private final ArrayDeque<RoomId> round = new ArrayDeque<>();
    private final ArrayDeque<RoomId> urgent = new ArrayDeque<>();
    private int pending;

    public HeadCheck(Vertx vertx, RoomSubscriptions subscriptions, RedisBackplane backplane, Leases leases) {
        this.vertx = vertx;
        this.subscriptions = subscriptions;
        backplane.whenBack(this::all);
        subscriptions.whenMissed(this::checkSoon);
        leases.whenForgotten(() -> subscriptions.onLoop(this::all));
    }

    void started(@Observes StartupEvent start) {
        vertx.setPeriodic(TICK_MS, _ -> subscriptions.onLoop(this::checkSome));
    }

    /// Checks all rooms at once and without grace, since publications were missed. On the backplane's loop.
    public void all() {
        subscriptions.recordRoomsAgain();
        urgent.clear();
        urgent.addAll(subscriptions.rooms());
        checkUrgent();
    }

    private void checkSoon(RoomId room) {
        urgent.add(room);
        checkUrgent();
    }

    private void checkUrgent() {
        while (pending < AT_ONCE && !urgent.isEmpty()) {
            next();
        }
    }

    /// Checks a room at once.
    public void now(RoomId room) {
        subscriptions.onLoop(() -> compare(room, false, () -> {}));
    }

    private void next() {
        RoomId room = urgent.poll();
        if (room != null) {
            pending++;
            compare(room, false, () -> {
                pending--;
                next();
            });
        }
    }

    private void checkSome() {
        if (round.isEmpty()) {
            round.addAll(subscriptions.rooms());
        }
        int share = (subscriptions.rooms().size() + ROUND - 1) / ROUND;
        for (int i = 0; i < share && !round.isEmpty(); i++) {
            compare(round.poll(), true, () -> {});
        }
    }

    private void compare(RoomId room, boolean grace, Runnable then) {
        Optional<RoomSequencer> sequencer = subscriptions.sequencerOf(room);
        if (sequencer.isEmpty()
                || sequencer.get().last() == null
                || sequencer.get().healing()) {
            then.run();
            return;
        }
        subscriptions
                .log()
                .head(room)
                .onComplete(result -> subscriptions.onLoop(() -> {
                    if (result.succeeded()) {
                        compare(sequencer.get(), result.result(), grace);
                    } else if (!grace) {
                        subscriptions.after(GRACE_MS, () -> compare(room, true, () -> {}));
                    }
                    then.run();
                }));
    }

    private void compare(RoomSequencer sequencer, Optional<Head> stored, boolean grace) {
        stored.ifPresent(head -> sequencer.removals(head.removals()));
        Optional<Position> head = stored.map(Head::position);
        if (!behind(sequencer, head)) {
            return;
        }
        if (!grace) {
            sequencer.heal();
        } else {
            subscriptions.after(GRACE_MS, () -> {
                if (behind(sequencer, head)) {
                    sequencer.heal();
                }
            });
        }
    }

    private static boolean behind(RoomSequencer sequencer, Optional<Position> head) {
        Position last = sequencer.last();
        if (last == null) {
            return false;
        }
        return head.isEmpty()
                || !head.get().epoch().equals(last.epoch())
                || head.get().seq() > last.seq();
    }
}
