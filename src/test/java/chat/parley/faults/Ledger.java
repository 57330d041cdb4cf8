package chat.parley.faults;

import java.util.List;
import java.util.Map;

/// Everything that matters of one run: for each room what the store has in the end, what was acknowledged to its
/// writers, and what came to each of its readers, in order of arrival.
record Ledger(Map<String, Book> rooms) {

    /// @param kept what the store has in the end, by rising seq
    /// @param acknowledged what its writers were told to be stored
    /// @param readers what came to each of the readers, all of them members from the beginning to the end
    record Book(List<Entry> kept, List<Entry> acknowledged, List<List<ReceivedMessage>> readers) {
        Verdict verdict() {
            return Audit.of(this);
        }
    }

    Verdict verdict() {
        return rooms.values().stream().map(Book::verdict).reduce(Verdict.NOTHING, Verdict::plus);
    }
}
