package chat.parley.admin;

import java.util.List;
import java.util.Optional;

/// Users who are connected, by id, up to 50 of them.
///
/// @param silent pods with a lease that did not answer in time: who is connected to them alone is missing
/// @param cursor where the next page begins, if there is one
public record PeoplePage(List<ConnectedPerson> users, List<String> silent, Optional<String> cursor)
        implements Overview {

    public PeoplePage {
        users = List.copyOf(users);
        silent = List.copyOf(silent);
    }
}
