package chat.parley.room;

import chat.parley.protocol.Unread;

/// The user has read further on another device. A client counts on from it, so it has its place among the log events:
/// behind everything up to the seq where it was counted, and before whatever follows.
///
/// @param mine what is unread since
/// @param at where the room ended when that was counted
/// @param event the same for the socket ([Event.UnreadChanged])
public record ReadElsewhere(Unread mine, long at, String event) {

    public ReadElsewhere {
        if (mine.read() > at) {
            throw new IllegalArgumentException(
                    "expected to have read no further than the head %d, got %d".formatted(at, mine.read()));
        }
    }
}
