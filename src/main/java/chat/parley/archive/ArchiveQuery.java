package chat.parley.archive;

import chat.parley.reader.RoomLog;

/// A request for messages of one log.
///
/// @param user who asks
/// @param above only messages with a higher seq
/// @param below only messages with a lower seq
/// @param since only messages from this time on, in Unix milliseconds; 0 for all
/// @param forward whether the oldest of them are wanted; else the newest
/// @param limit how many at most
public record ArchiveQuery(RoomLog log, String user, long above, long below, long since, boolean forward, int limit) {}
