package chat.parley.protocol;

import java.util.List;
import java.util.Optional;

/// The reply to `receipts`: how many have received and seen a message, and in a room of up to 50 also who
/// (protocol.md section 4).
///
/// @param delivered user ids, including those who have seen it
/// @param seen user ids
public record Receipts(Counts counts, Optional<List<String>> delivered, Optional<List<String>> seen) implements Ok {

    /// The numbers.
    ///
    /// @param members who joined before the message, except its sender
    /// @param delivered how many of them have received it, including those who have seen it
    public record Counts(long members, long delivered, long seen) {

        public Counts {
            if (seen < 0 || seen > delivered || delivered > members) {
                throw new IllegalArgumentException("expected 0 <= seen <= delivered <= members, got %d, %d, %d"
                        .formatted(seen, delivered, members));
            }
        }
    }

    public Receipts {
        delivered = delivered.map(List::copyOf);
        seen = seen.map(List::copyOf);
        if (delivered.isPresent() != seen.isPresent()) {
            throw new IllegalArgumentException("expected both lists or none, got delivered=%s seen=%s"
                    .formatted(delivered.isPresent(), seen.isPresent()));
        }
    }

    /// For a room too large for names.
    public static Receipts of(Counts counts) {
        return new Receipts(counts, Optional.empty(), Optional.empty());
    }

    /// For a room of up to 50.
    public static Receipts of(long members, List<String> delivered, List<String> seen) {
        return new Receipts(
                new Counts(members, delivered.size(), seen.size()), Optional.of(delivered), Optional.of(seen));
    }
}
