package chat.parley.protocol;

/// The reply to `send`, `edit`, `delete` and `react`: where and when the store added the entry (protocol.md
/// section 4).
///
/// @param id of the entry, `<user id>.<cid>`
/// @param at Unix milliseconds by the store's clock
/// @param duplicate whether this repeats the reply to an earlier command with the same cid, or is a reaction
///     that changes nothing
public record Sent(RoomId room, String id, String epoch, long seq, long at, boolean duplicate) implements Ok {}
