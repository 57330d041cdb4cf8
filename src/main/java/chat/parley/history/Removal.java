package chat.parley.history;

import chat.parley.protocol.Event.RoomGone;

/// A membership that ended and did not begin again.
///
/// @param number which one of the room's it was, from 1 on
public record Removal(String user, RoomGone.Reason reason, long number) {}
