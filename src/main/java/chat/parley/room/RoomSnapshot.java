package chat.parley.room;

import chat.parley.protocol.CatchUp;
import chat.parley.protocol.Json;
import chat.parley.protocol.MessageText;
import chat.parley.protocol.Position;
import chat.parley.protocol.RoomState;
import chat.parley.protocol.Unread;
import java.util.ArrayList;
import java.util.List;

/// A member's state of a room at one moment.
///
/// @param earlier what was unread before the missed events; equal to the state's if there are none
/// @param fresh whether the user became a member by it
public record RoomSnapshot(RoomState state, Unread earlier, boolean fresh) {

    /// The room's head at that moment: log events after the state start with the next seq.
    public Position head() {
        return new Position(state.epoch(), state.head());
    }

    /// Merges this second part with the first.
    RoomSnapshot behind(RoomSnapshot first) {
        return switch (state.catchUp().state()) {
            case CURRENT, REPLAY -> {
                List<Json> missed = new ArrayList<>(first.missed());
                missed.addAll(missed());
                yield new RoomSnapshot(state.with(CatchUp.replay(missed)), first.earlier, first.fresh);
            }
            case FRESH, LATER, RESET -> new RoomSnapshot(state, earlier, first.fresh);
        };
    }

    /// All missed events, in order.
    public List<Json> missed() {
        return state.catchUp().events().orElse(List.of());
    }

    /// The state before the first missed event, for a client that gets these as live events and counts them
    /// itself: neither head nor cursor is beyond their start.
    public RoomState before() {
        if (missed().isEmpty()) {
            return state;
        }
        long head = MessageText.seq(missed().getFirst().text()) - 1;
        Unread mine = new Unread(Math.min(earlier.read(), head), earlier.unread(), earlier.mentions(), earlier.mark());
        return state.before(head, mine).with(CatchUp.current());
    }
}
