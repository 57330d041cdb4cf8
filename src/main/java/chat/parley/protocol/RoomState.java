package chat.parley.protocol;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.Optional;
import java.util.OptionalLong;

/// A room's state for one member (protocol.md section 4): subsequent log events begin with `head` + 1. Made
/// by [#group] and [#direct]: a direct room has a peer where others have a title and a role.
///
/// @param role the member's own
/// @param peer the other user, `with` on the wire
/// @param head the seq of the newest entry, in `epoch`
/// @param at when it was last active, Unix milliseconds by the store's clock
/// @param catchUp how the member gets from the position given to `head`
/// @param mine what the member has not seen
/// @param topic what the room is about; empty if nothing
/// @param level what the member wants to be notified of; empty if they have not said
/// @param write who may write there
/// @param muted until when the member is muted, Unix milliseconds; 0 for until it is undone; empty if they are not
@JsonPropertyOrder({"room", "title", "kind", "role", "with", "epoch", "head", "at"})
public record RoomState(
        RoomId room,
        Optional<String> title,
        Optional<Role> role,
        @JsonProperty("with") Optional<Peer> peer,
        String epoch,
        long head,
        long at,
        @JsonUnwrapped CatchUp catchUp,
        long members,
        long online,
        @JsonUnwrapped Unread mine,
        Optional<String> topic,
        @JsonProperty("notify") Optional<NotifyLevel> level,
        Writers write,
        OptionalLong muted)
        implements Ok {

    public RoomState {
        boolean direct = room.kind() == RoomKind.DIRECT;
        if (peer.isPresent() != direct || title.isPresent() == direct || role.isPresent() == direct) {
            throw new IllegalArgumentException("%s: got title=%s role=%s with=%s"
                    .formatted(room, title.isPresent(), role.isPresent(), peer.isPresent()));
        }
    }

    /// A public room or a private group.
    public static RoomState group(
            RoomId room,
            String title,
            Role role,
            String epoch,
            long head,
            long at,
            CatchUp catchUp,
            long members,
            long online,
            Unread mine) {
        return new RoomState(
                room,
                Optional.of(title),
                Optional.of(role),
                Optional.empty(),
                epoch,
                head,
                at,
                catchUp,
                members,
                online,
                mine,
                Optional.empty(),
                Optional.empty(),
                Writers.MEMBERS,
                OptionalLong.empty());
    }

    /// A direct conversation.
    public static RoomState direct(
            RoomId room,
            Peer peer,
            String epoch,
            long head,
            long at,
            CatchUp catchUp,
            long members,
            long online,
            Unread mine) {
        return new RoomState(
                room,
                Optional.empty(),
                Optional.empty(),
                Optional.of(peer),
                epoch,
                head,
                at,
                catchUp,
                members,
                online,
                mine,
                Optional.empty(),
                Optional.empty(),
                Writers.MEMBERS,
                OptionalLong.empty());
    }

    /// The same state with another catch-up.
    public RoomState with(CatchUp other) {
        return new RoomState(
                room, title, role, peer, epoch, head, at, other, members, online, mine, topic, level, write, muted);
    }

    /// The same room as of `seq`, with what the member had not seen by then.
    public RoomState before(long seq, Unread earlier) {
        return new RoomState(
                room, title, role, peer, epoch, seq, at, catchUp, members, online, earlier, topic, level, write, muted);
    }

    /// The same room for a member who is muted until then.
    public RoomState mutedUntil(long until) {
        return with(topic, level, write, OptionalLong.of(until));
    }

    /// The same room with this topic, for a member who wants to be notified of this much.
    public RoomState about(String text, NotifyLevel wanted) {
        return with(Optional.of(text), Optional.of(wanted), write, muted);
    }

    /// The same room where these may write.
    public RoomState writtenBy(Writers writers) {
        return with(topic, level, writers, muted);
    }

    private RoomState with(Optional<String> about, Optional<NotifyLevel> wanted, Writers writers, OptionalLong until) {
        return new RoomState(
                room, title, role, peer, epoch, head, at, catchUp, members, online, mine, about, wanted, writers,
                until);
    }

    @JsonProperty
    public RoomKind kind() {
        return room.kind();
    }
}
