package chat.parley.history;

import chat.parley.protocol.Position;

/// Where an entry stands and since when; `duplicate` when the same `cid` had been stored before.
public record Stored(Position position, long at, boolean duplicate) {}
