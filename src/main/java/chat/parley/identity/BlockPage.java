package chat.parley.identity;

import java.util.List;

/// A page of the users in an index of blocks.
///
/// @param next the cursor of the next page; `0` on the last page
public record BlockPage(String next, List<String> users) {

    public BlockPage {
        users = List.copyOf(users);
    }

    /// Whether this is the last page.
    public boolean last() {
        return next.equals("0");
    }
}
