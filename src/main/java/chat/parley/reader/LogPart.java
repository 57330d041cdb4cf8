package chat.parley.reader;

import java.util.List;
import java.util.Optional;

/// Entries of a room's log in ascending order, with what their messages are at present.
///
/// @param head the seq of the latest entry at that time
/// @param ended the epochs that ended
/// @param swept the seq up to which changes were removed from the log
/// @param oldest the seq of the oldest entry that the store has; 0 for none
/// @param more whether further entries follow
/// @param time the store's, in Unix milliseconds
public record LogPart(
        RoomLog log,
        long head,
        List<EpochEnd> ended,
        long swept,
        long oldest,
        boolean more,
        long time,
        List<LoggedEntry> entries,
        List<MessageState> messages) {

    public LogPart {
        ended = List.copyOf(ended);
        entries = List.copyOf(entries);
        messages = List.copyOf(messages);
    }

    /// How far a reader is that has taken this part.
    ///
    /// @param before how far it was
    long end(long before) {
        return entries.isEmpty() ? before : entries.getLast().seq();
    }

    /// The epoch whose lost end a reader had read: the store lost entries, and others may have taken their place.
    ///
    /// @param read how far it is
    Optional<EpochEnd> lostEnd(long read) {
        return ended.stream()
                .filter(end -> end.last() < read && read <= end.base())
                .findFirst();
    }

    /// The first seq that a reader expects.
    ///
    /// @param read how far it is
    long expected(long read) {
        long next = read;
        for (EpochEnd end : ended) {
            if (next == end.last()) {
                next = end.base();
            }
        }
        return next + 1;
    }
}
