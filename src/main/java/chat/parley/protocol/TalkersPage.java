package chat.parley.protocol;

import java.util.List;
import java.util.Optional;

/// Who says most, up to 50 of them.
///
/// @param cursor where the next page begins, when there is one
public record TalkersPage(List<Talker> users, Optional<String> cursor) implements Overview {

    public TalkersPage {
        users = List.copyOf(users);
    }
}
