package chat.parley.protocol;

import java.util.Optional;

/// How far a member has received or read a room (protocol.md section 4): cursors, which never move back.
public sealed interface CursorCommand extends Command {

    RoomId room();

    /// The last seq, inclusive.
    long seq();

    /// It reached one of the user's devices.
    record Received(Optional<String> ref, RoomId room, long seq) implements CursorCommand {}

    /// It was seen.
    ///
    /// @param quiet whether others are not notified
    record Read(Optional<String> ref, RoomId room, long seq, boolean quiet) implements CursorCommand {}
}
