package chat.parley.protocol;

import java.util.List;
import java.util.Optional;

/// The reply to `reactors`: up to 100 users, in the order of their ids.
///
/// @param cursor where the next page begins, if there is one
public record ReactorsPage(List<User> users, Optional<String> cursor) implements Ok {

    public ReactorsPage {
        users = List.copyOf(users);
    }
}
