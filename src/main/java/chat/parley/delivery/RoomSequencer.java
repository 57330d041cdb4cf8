package chat.parley.delivery;

import chat.parley.history.MissedEvents;
import chat.parley.history.RedisLog;
import chat.parley.protocol.Position;
import chat.parley.protocol.RoomId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What one room says to this pod: in rising seq, without a hole and without a double, whatever the backplane loses,
/// doubles or brings late (protocol.md section 6, promises 3 and 6). A hole is filled by one read of the store for the
/// whole pod. Belongs to the backplane's event loop.
final class RoomSequencer {

    /// Log events heard while it is not known where the room stands.
    private record Heard(String epoch, List<LogEvent> lines) {}

    /// Beyond this many waiting publications it is cheaper to read the log than to remember.
    private static final int MOST_WAITING = 10_000;

    private final RoomId room;
    private final RedisLog log;
    private final SequencerOutput exits;
    private final ArrayDeque<Heard> waiting = new ArrayDeque<>();
    private List<LogEvent> turn = new ArrayList<>();
    private @Nullable Position last;
    private boolean healing;
    private long removals;

    RoomSequencer(RoomId room, RedisLog log, SequencerOutput exits) {
        this.room = room;
        this.log = log;
        this.exits = exits;
    }

    /// The first session found the room at `head`; from there on events are passed on. Later calls change nothing.
    void begin(Position head) {
        if (last == null) {
            last = head;
            catchUp();
        }
    }

    /// The seq that the sessions have heard; empty before [#begin].
    @Nullable
    Position last() {
        return last;
    }

    boolean healing() {
        return healing;
    }

    void heard(String epoch, List<LogEvent> lines) {
        if (last == null || healing) {
            if (waiting.size() < MOST_WAITING) {
                waiting.add(new Heard(epoch, lines));
            }
            return;
        }
        if (!take(new Heard(epoch, lines))) {
            waiting.add(new Heard(epoch, lines));
            heal();
        }
    }

    /// The store is ahead, or says something else than this pod knows: reads what was missed.
    void heal() {
        Position from = last;
        if (from == null || healing) {
            return;
        }
        healing = true;
        exits.healing();
        log.since(room, from)
                .onSuccess(missed -> exits.onLoop(() -> healed(missed)))
                .onFailure(_ -> exits.later(this::healAgain));
    }

    /// So many memberships ended so far: those whom it concerns are told again, should they not have heard.
    void removals(long number) {
        long known = removals;
        if (number > known) {
            log.removals(room, known)
                    .onSuccess(removed -> exits.onLoop(() -> {
                        removals = Math.max(removals, number);
                        removed.forEach(exits::removed);
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
        if (from == null || exits.closed()) {
            return;
        }
        boolean newEpoch = !missed.head().epoch().equals(from.epoch());
        switch (missed.state()) {
            case "current", "replay" -> {
                missed.events().stream()
                        .filter(event -> event.position().epoch().equals(from.epoch()))
                        .forEach(this::pass);
                flush();
                if (newEpoch) {
                    exits.renew(last == null ? from : last);
                    last = missed.head();
                }
            }
            case "reset" -> {
                exits.renew(from);
                last = missed.head();
            }
            default -> {
                // The store does not know the room any more; whoever joins anew begins it again.
                exits.renew(from);
                last = null;
                waiting.clear();
            }
        }
        catchUp();
    }

    private void pass(MissedEvents.Event event) {
        turn.add(LogEvent.of(event));
        last = event.position();
    }

    /// What was heard meanwhile, as far as it fits.
    private void catchUp() {
        while (!waiting.isEmpty()) {
            if (!take(waiting.peek())) {
                heal();
                return;
            }
            waiting.remove();
        }
    }

    /// Passes on what is new; false at a hole or another epoch, and then nothing of it was taken that is not in order.
    private boolean take(Heard heard) {
        for (LogEvent line : heard.lines()) {
            Position before = last;
            if (before == null || (line.seq() > before.seq() && !heard.epoch().equals(before.epoch()))) {
                return false;
            }
            if (line.seq() > before.seq() + 1) {
                return false;
            }
            if (line.seq() == before.seq() + 1) {
                if (turn.isEmpty()) {
                    exits.atEndOfTurn(this::flush);
                }
                turn.add(line);
                last = new Position(heard.epoch(), line.seq());
            }
        }
        return true;
    }

    /// Passes on at once what was heard in this turn, so that something else may follow it.
    void flush() {
        if (!turn.isEmpty()) {
            List<LogEvent> lines = turn;
            turn = new ArrayList<>();
            exits.deliver(Publication.of(lines));
        }
    }
}
