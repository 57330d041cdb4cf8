package chat.parley.protocol;

import java.util.Optional;

/// How far the member has come in a room (protocol.md section 4): cursors, which never move back.
public sealed interface CursorCommand extends Command {

    RoomId room();

    /// Everything up to it, itself included.
    long seq();

    /// It reached one of the user's devices.
    record Received(Optional<String> ref, RoomId room, long seq) implements CursorCommand {}

    /// It was seen.
    ///
    /// @param quiet whether nobody else is told
    record Read(Optional<String> ref, RoomId room, long seq, boolean quiet) implements CursorCommand {}
}
