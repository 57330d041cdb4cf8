package chat.parley.identity;

import java.util.List;

/// Some of the users of one index of blocks.
///
/// @param next where the next ones begin; `0` when these are the last
public record BlockPage(String next, List<String> users) {

    public BlockPage {
        users = List.copyOf(users);
    }

    /// Whether there are no more.
    public boolean last() {
        return next.equals("0");
    }
}
