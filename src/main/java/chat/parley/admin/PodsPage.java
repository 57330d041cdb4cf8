package chat.parley.admin;

import java.util.List;
import java.util.Optional;

/// The living pods, by name, up to 50 of them.
///
/// @param total pods in all
/// @param connections of all pods
/// @param users of all pods; users connected to two count twice
/// @param cursor where the next page begins, if there is one
public record PodsPage(List<PodLine> pods, long total, long connections, long users, Optional<String> cursor)
        implements Overview {

    public PodsPage {
        pods = List.copyOf(pods);
    }
}
