package chat.parley.faults;

import java.util.List;
import java.util.Map;

/// Everything that matters about one run: for each room what the store has in the end, what was acknowledged
/// to its writers, and what each of its readers received, in order of arrival.
record Ledger(Map<String, RoomRecord> rooms) {

    /// @param kept what the store has in the end, by rising seq
    /// @param acknowledged what its writers were told is stored
    /// @param readers what each of the readers received; all of them were members from beginning to end
    record RoomRecord(List<Entry> kept, List<Entry> acknowledged, List<List<ReceivedMessage>> readers) {
        Verdict verdict() {
            return Audit.of(this);
        }
    }

    Verdict verdict() {
        return rooms.values().stream().map(RoomRecord::verdict).reduce(Verdict.NOTHING, Verdict::plus);
    }
}
