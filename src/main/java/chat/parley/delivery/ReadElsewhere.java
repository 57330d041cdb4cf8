package chat.parley.delivery;

import chat.parley.protocol.Unread;

/// The user has read further on another device, or unread messages were deleted. A client counts on from it,
/// so it is delivered in order with the log events: after everything up to the seq at which it was counted,
/// and before whatever follows.
///
/// @param mine what is unread since
/// @param at the room's head when that was counted
/// @param fewer whether it concerns a session that has read as far, too
/// @param event its JSON for the client ([Event.UnreadChanged])
public record ReadElsewhere(Unread mine, long at, boolean fewer, String event) {

    public ReadElsewhere {
        if (mine.read() > at) {
            throw new IllegalArgumentException(
                    "expected to have read no further than the head %d, got %d".formatted(at, mine.read()));
        }
    }
}
