package chat.parley.history;

import chat.parley.protocol.Event.RoomGone;

/// A membership that ended and was not renewed.
///
/// @param number its number among the room's removals, from 1 on
public record Removal(String user, RoomGone.Reason reason, long number) {}
