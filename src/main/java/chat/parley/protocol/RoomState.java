package chat.parley.protocol;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonUnwrapped;

/// A room as one member finds it (protocol.md section 4): log events after it begin with `head` + 1.
///
/// @param role the member's own
/// @param head the seq of the newest entry, in `epoch`
/// @param at when something last happened in it, Unix milliseconds by the store's clock
/// @param catchUp how the member gets from the position given to `head`
/// @param mine what the member has not seen
@JsonPropertyOrder({"room", "title", "kind", "role", "epoch", "head", "at"})
public record RoomState(
        RoomId room,
        String title,
        Role role,
        String epoch,
        long head,
        long at,
        @JsonUnwrapped CatchUp catchUp,
        long members,
        long online,
        @JsonUnwrapped Unread mine)
        implements Ok {

    /// The same room, caught up with in another way.
    public RoomState with(CatchUp other) {
        return new RoomState(room, title, role, epoch, head, at, other, members, online, mine);
    }

    /// The same room, with its end somewhere else.
    public RoomState endingAt(long seq) {
        return new RoomState(room, title, role, epoch, seq, at, catchUp, members, online, mine);
    }

    @JsonProperty
    public RoomKind kind() {
        return room.kind();
    }
}
