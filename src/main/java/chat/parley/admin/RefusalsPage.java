package chat.parley.admin;

import java.util.List;

/// What all pods refused lately, and why, the most frequent first.
///
/// @param seconds within which, at most
public record RefusalsPage(long seconds, List<RefusalLine> refusals) implements Overview {

    public RefusalsPage {
        refusals = List.copyOf(refusals);
    }
}
