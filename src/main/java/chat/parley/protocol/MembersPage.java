package chat.parley.protocol;

import java.util.List;
import java.util.Optional;

/// The reply to `members`: up to 100 of them, those online first.
///
/// @param count members of the room
/// @param online how many of them are online
/// @param cursor where the next page begins, if there is one
public record MembersPage(List<MemberLine> members, long count, long online, Optional<String> cursor) implements Ok {

    public MembersPage {
        members = List.copyOf(members);
    }
}
