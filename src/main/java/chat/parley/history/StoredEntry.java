package chat.parley.history;

import chat.parley.protocol.Position;

/// The position of a stored entry.
///
/// @param at its time, in Unix milliseconds by the store's clock
/// @param duplicate whether an entry with the same `cid` had been stored before
/// @param caughtUp whether the sender had unread messages before it, and now has none
public record StoredEntry(Position position, long at, boolean duplicate, boolean caughtUp) {}
