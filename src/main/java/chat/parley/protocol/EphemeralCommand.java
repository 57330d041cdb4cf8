package chat.parley.protocol;

import java.util.Optional;

/// A command whose event is shown at once or never: not stored, without a seq (protocol.md section 4).
public sealed interface EphemeralCommand extends Command {

    /// Sends a client-defined event.
    ///
    /// @param room the room whose members receive it; empty if `to` does not concern a room, whatever was
    ///     sent
    record Emit(Optional<String> ref, EventName name, Optional<Json> data, EmitTarget to, Optional<RoomId> room)
            implements EphemeralCommand {

        public Emit {
            if (!to.inRoom()) {
                room = Optional.empty();
            } else if (room.isEmpty()) {
                throw Problem.badRequest("room: expected one beside to: \"" + to.wire() + "\", got nothing");
            }
        }
    }

    /// The user started or stopped typing.
    record Typing(Optional<String> ref, RoomId room, boolean on) implements EphemeralCommand {}
}
