package chat.parley.receipt;

import chat.parley.protocol.CursorCommand;

/// A member's request to advance their cursors; 0 leaves a cursor. Requests merge into one by their maximum.
///
/// @param received the seq up to which all messages reached a device of theirs
/// @param read the seq up to which they have read
/// @param quiet the seq up to which they have read without publishing it
public record Advance(long received, long read, long quiet) {

    /// Leaves all cursors.
    public static final Advance NONE = new Advance(0, 0, 0);

    public Advance {
        if (received < 0 || read < 0 || quiet < 0) {
            throw new IllegalArgumentException(
                    "expected seqs of 0 or more, got %d, %d, %d".formatted(received, read, quiet));
        }
    }

    /// The request of a command.
    public static Advance of(CursorCommand command) {
        return switch (command) {
            case CursorCommand.Received(var _, var _, long seq) -> new Advance(seq, 0, 0);
            case CursorCommand.Read(var _, var _, long seq, boolean quiet) ->
                quiet ? new Advance(0, 0, seq) : new Advance(0, seq, 0);
        };
    }

    /// Both requests merged.
    public Advance and(Advance other) {
        return new Advance(
                Math.max(received, other.received), Math.max(read, other.read), Math.max(quiet, other.quiet));
    }
}
