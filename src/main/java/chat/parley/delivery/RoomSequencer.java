package chat.parley.delivery;

import chat.parley.history.MissedEvents;
import chat.parley.history.RedisLog;
import chat.parley.protocol.Position;
import chat.parley.protocol.RoomId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Puts a room's log events into order for this pod: ascending seq, without gaps or duplicates, whatever the
/// backplane loses, duplicates or delays (protocol.md section 6, promises 3 and 6). A gap is filled by one
/// read of the store for the whole pod. Confined to the backplane's event loop.
final class RoomSequencer {

    /// Beyond this many waiting messages it is cheaper to read the log than to keep them.
    private static final int MOST_WAITING = 10_000;

    private final RoomId room;
    private final RedisLog log;
    private final SequencerOutput output;
    private final ArrayDeque<RoomMessage.Log> waiting = new ArrayDeque<>();
    private List<LogEvent> turn = new ArrayList<>();
    private @Nullable Position last;
    private boolean healing;
    private long removals;

    RoomSequencer(RoomId room, RedisLog log, SequencerOutput output) {
        this.room = room;
        this.log = log;
        this.output = output;
    }

    /// Starts to deliver events after `head`, as the first session found it. Later calls have no effect.
    void begin(Position head) {
        if (last == null) {
            last = head;
            catchUp();
        }
    }

    /// The position up to which events were delivered; null before [#begin].
    @Nullable
    Position last() {
        return last;
    }

    boolean healing() {
        return healing;
    }

    void receive(RoomMessage.Log received) {
        if (last == null || healing) {
            if (waiting.size() < MOST_WAITING) {
                waiting.add(received);
            }
            return;
        }
        if (!take(received)) {
            waiting.add(received);
            heal();
        }
    }

    /// Reads what was missed from the store, which is ahead of this pod or has another epoch.
    void heal() {
        Position from = last;
        if (from == null || healing) {
            return;
        }
        healing = true;
        output.healing();
        log.since(room, from)
                .onSuccess(missed -> output.onLoop(() -> healed(missed)))
                .onFailure(_ -> output.later(this::healAgain));
    }

    /// Reads removals up to this number that may have been missed, and notifies the users concerned again.
    void removals(long number) {
        long known = removals;
        if (number > known) {
            log.removals(room, known)
                    .onSuccess(removed -> output.onLoop(() -> {
                        removals = Math.max(removals, number);
                        removed.forEach(output::removed);
                    }));
        }
    }

    private void healAgain() {
        healing = false;
        heal();
    }

    private void healed(MissedEvents missed) {
        healing = false;
        Position from = last;
        if (from == null || output.closed()) {
            return;
        }
        boolean newEpoch = !missed.head().epoch().equals(from.epoch());
        switch (missed.state()) {
            case "current", "replay" -> {
                missed.events().stream()
                        .filter(event -> event.position().epoch().equals(from.epoch()))
                        .forEach(this::add);
                flush();
                if (newEpoch) {
                    output.renew(last == null ? from : last);
                    last = missed.head();
                }
            }
            case "reset" -> {
                output.renew(from);
                last = missed.head();
            }
            default -> {
                // The store has lost the room; the next member to join begins it again.
                output.renew(from);
                last = null;
                waiting.clear();
            }
        }
        catchUp();
    }

    private void add(MissedEvents.Event event) {
        turn.add(LogEvent.of(event));
        last = event.position();
    }

    /// Takes the messages received meanwhile, as far as they are in order.
    private void catchUp() {
        while (!waiting.isEmpty()) {
            if (!take(waiting.peek())) {
                heal();
                return;
            }
            waiting.remove();
        }
    }

    /// Takes new events; false at a gap or another epoch, from which on nothing was taken.
    private boolean take(RoomMessage.Log received) {
        for (LogEvent event : received.events()) {
            Position before = last;
            if (before == null
                    || (event.seq() > before.seq() && !received.epoch().equals(before.epoch()))) {
                return false;
            }
            if (event.seq() > before.seq() + 1) {
                return false;
            }
            if (event.seq() == before.seq() + 1) {
                if (turn.isEmpty()) {
                    output.atEndOfTurn(this::flush);
                }
                turn.add(event);
                last = new Position(received.epoch(), event.seq());
            }
        }
        return true;
    }

    /// Delivers the events of this turn at once, so that something else can follow them.
    void flush() {
        if (!turn.isEmpty()) {
            List<LogEvent> events = turn;
            turn = new ArrayList<>();
            output.deliver(Publication.of(events));
        }
    }
}
