package chat.parley.reader;

import chat.parley.protocol.RoomId;

/// The log of a room. A room that was made anew under the id of another is another room, which its first epoch
/// shows.
///
/// @param first its first epoch
public record RoomLog(RoomId room, String first) {}
