package chat.parley.protocol;

import java.util.List;
import java.util.Optional;

/// Creates a room with a title, owned by its creator (protocol.md section 4).
///
/// @param kind public or private; direct rooms are created by their first message
/// @param room the id for a public room; the server chooses one if it is absent
/// @param members the first members besides the creator, each once
public record Create(Optional<String> ref, Title title, RoomKind kind, Optional<RoomId> room, List<String> members)
        implements Command {

    /// How many members a room may be created with.
    public static final int MAX_MEMBERS = 50;

    public Create {
        if (members.size() > MAX_MEMBERS) {
            throw Problem.badRequest("members: expected at most " + MAX_MEMBERS + " user ids, got " + members.size());
        }
        members = members.stream().map(User::checkedId).distinct().toList();
        if (kind == RoomKind.DIRECT) {
            throw Problem.badRequest("kind: expected \"public\" or \"private\", got \"direct\"");
        }
        if (room.isPresent() && kind != RoomKind.PUBLIC) {
            throw Problem.badRequest("room: expected none beside kind: \"private\", got "
                    + Quote.of(room.get().value()));
        }
        if (room.isPresent() && room.get().kind() != RoomKind.PUBLIC) {
            throw Problem.badRequest(
                    "room: expected a public id, got " + Quote.of(room.get().value()));
        }
    }
}
