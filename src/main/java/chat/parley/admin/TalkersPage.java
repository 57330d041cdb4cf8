package chat.parley.admin;

import java.util.List;
import java.util.Optional;

/// The users who send most, up to 50 of them.
///
/// @param cursor where the next page begins, if there is one
public record TalkersPage(List<Talker> users, Optional<String> cursor) implements Overview {

    public TalkersPage {
        users = List.copyOf(users);
    }
}
