package chat.parley.receipt;

import chat.parley.protocol.CursorCommand;

/// How far a member says that he has come; 0 where he says nothing. Of several the farthest counts, so that many come
/// to one.
///
/// @param received the seq up to which all reached a device of his
/// @param read the seq up to which he saw all
/// @param quiet the seq up to which he saw all without anybody's being told
public record Advance(long received, long read, long quiet) {

    /// Says nothing new.
    public static final Advance NONE = new Advance(0, 0, 0);

    public Advance {
        if (received < 0 || read < 0 || quiet < 0) {
            throw new IllegalArgumentException(
                    "expected seqs of 0 or more, got %d, %d, %d".formatted(received, read, quiet));
        }
    }

    /// What one command says.
    public static Advance of(CursorCommand mark) {
        return switch (mark) {
            case CursorCommand.Received(var _, var _, long seq) -> new Advance(seq, 0, 0);
            case CursorCommand.Read(var _, var _, long seq, boolean quiet) ->
                quiet ? new Advance(0, 0, seq) : new Advance(0, seq, 0);
        };
    }

    /// Both.
    public Advance and(Advance other) {
        return new Advance(
                Math.max(received, other.received), Math.max(read, other.read), Math.max(quiet, other.quiet));
    }
}
