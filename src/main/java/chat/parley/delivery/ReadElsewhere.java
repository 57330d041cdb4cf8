package chat.parley.delivery;

import chat.parley.protocol.Unread;

/// The user has read further on another device, or what is unread was deleted. A client counts on from it, so it has
/// its place among the log events:
/// behind everything up to the seq where it was counted, and before whatever follows.
///
/// @param mine what is unread since
/// @param at where the room ended when that was counted
/// @param fewer whether it is news to a session that has read as far, too
/// @param event the same for the socket ([Event.UnreadChanged])
public record ReadElsewhere(Unread mine, long at, boolean fewer, String event) {

    public ReadElsewhere {
        if (mine.read() > at) {
            throw new IllegalArgumentException(
                    "expected to have read no further than the head %d, got %d".formatted(at, mine.read()));
        }
    }
}
