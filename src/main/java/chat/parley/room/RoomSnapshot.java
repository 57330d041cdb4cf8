package chat.parley.room;

import chat.parley.protocol.CatchUp;
import chat.parley.protocol.Json;
import chat.parley.protocol.MessageText;
import chat.parley.protocol.Position;
import chat.parley.protocol.RoomState;
import chat.parley.protocol.Unread;
import java.util.ArrayList;
import java.util.List;

/// How a member found a room.
///
/// @param earlier what he had not seen before the events that he missed came; the same as the state's where none are
/// @param fresh true when he became a member by it
public record RoomSnapshot(RoomState state, Unread earlier, boolean fresh) {

    /// Where the room ended at that moment: log events after the state begin with the next seq.
    public Position head() {
        return new Position(state.epoch(), state.head());
    }

    /// The same when the way to it was read in two parts, of which this is the second.
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

    /// Every event that was missed, in order.
    public List<Json> missed() {
        return state.catchUp().events().orElse(List.of());
    }

    /// The room as it was before the first of them, for one who is told these as if they came now and counts them
    /// himself: neither its head nor his cursor is beyond where they begin.
    public RoomState before() {
        if (missed().isEmpty()) {
            return state;
        }
        long head = MessageText.seq(missed().getFirst().text()) - 1;
        Unread mine = new Unread(Math.min(earlier.read(), head), earlier.unread(), earlier.mentions());
        return state.before(head, mine).with(CatchUp.current());
    }
}
