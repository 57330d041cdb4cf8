package chat.parley.admin;

import chat.parley.protocol.Problem;
import chat.parley.protocol.Quote;
import java.util.List;
import java.util.Optional;

/// Where a page of a list begins. The list may change between pages, so a line may appear twice or not at
/// all.
record Offset(int from) {

    private static final int PAGE = 50;
    /// More than all pods together report.
    private static final int LAST = 1_000_000;

    /// From the cursor of an earlier response; anything else is a `bad_request`.
    static Offset of(Optional<String> cursor) {
        try {
            int from = cursor.filter(text -> !text.isEmpty())
                    .map(Integer::parseInt)
                    .orElse(0);
            if (from >= 0 && from <= LAST) {
                return new Offset(from);
            }
        } catch (NumberFormatException notANumber) {
            // Refused below, like a number out of bounds.
        }
        throw Problem.badRequest(
                "cursor: expected the cursor of an earlier response, or none, got " + Quote.of(cursor.orElse("")));
    }

    <T> List<T> page(List<T> all) {
        return all.subList(Math.min(from, all.size()), Math.min(from + PAGE, all.size()));
    }

    Optional<String> next(List<?> all) {
        return from + PAGE < all.size() ? Optional.of(Integer.toString(from + PAGE)) : Optional.empty();
    }
}
