package chat.parley.protocol;

/// A public room in a list.
///
/// @param at when it was last active, Unix milliseconds by the store's clock
/// @param write who may write there
public record RoomLine(RoomId room, String title, long members, long online, long at, Writers write) {}
