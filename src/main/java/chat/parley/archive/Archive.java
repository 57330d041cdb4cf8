package chat.parley.archive;

import chat.parley.history.LogPage;
import chat.parley.reader.EpochEnd;
import chat.parley.reader.LogGap;
import chat.parley.reader.LogPart;
import chat.parley.reader.RoomLog;
import io.vertx.core.Future;

/// A database that keeps what rooms' logs held. Everything may be done twice, and leaves the same as once:
/// entries have their id, and the latest position and version wins.
public interface Archive {

    /// Brings the database to the form that this release needs; fails while it is away.
    Future<Void> prepare();

    /// The seq up to which everything of this log is stored; 0 for nothing.
    Future<Long> cursor(RoomLog log);

    /// Stores the entries and versions of a part, and the cursor with them, all or nothing.
    Future<Void> store(LogPart part, long cursor);

    /// Marks what Redis lost, forgets changes that it lost, and sets the cursor back. What clients bring back
    /// loses its mark when it is stored again.
    Future<Void> lost(RoomLog log, EpochEnd end);

    /// Records that entries are missing.
    Future<Void> missed(RoomLog log, LogGap gap);

    /// Messages as a member may see them, in ascending order.
    Future<LogPage> page(ArchiveQuery query);
}
