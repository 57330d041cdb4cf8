package chat.parley.room;

import chat.parley.protocol.Position;
import chat.parley.protocol.RoomState;

/// How a member found a room.
///
/// @param fresh true when he became a member by it
public record Found(RoomState state, boolean fresh) {

    /// Where the room ended at that moment: log events after the state begin with the next seq.
    public Position head() {
        return new Position(state.epoch(), state.head());
    }
}
