package chat.parley.history;

import chat.parley.protocol.Position;

/// Where an entry stands and since when.
///
/// @param duplicate when the same `cid` had been stored before
/// @param caughtUp when the sender had not read everything before it, and now has
public record StoredEntry(Position position, long at, boolean duplicate, boolean caughtUp) {}
