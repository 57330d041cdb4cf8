package chat.parley.protocol;

import java.util.Optional;

/// What is shown at once or never: not stored, without a seq (protocol.md section 4).
public sealed interface EphemeralCommand extends Command {

    /// Sends an event of the client's own.
    ///
    /// @param room to whose members it goes; empty where `to` is not about a room, whatever was written
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

    /// The user began or ceased to write.
    record Typing(Optional<String> ref, RoomId room, boolean on) implements EphemeralCommand {}
}
