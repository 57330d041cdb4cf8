package chat.parley.reader;

import chat.parley.protocol.RoomId;
import org.jspecify.annotations.Nullable;

/// How far a reader is in one room. Confined to the reader's event loop.
final class Progress {

    private static final long SOON_NANOS = 250_000_000L;
    private static final long QUIET_NANOS = 4_000_000_000L;
    /// A pod asks for at most 500 quiet rooms a second.
    private static final long EACH_NANOS = 2_000_000L;

    private static final long SICK_NANOS = 60_000_000_000L;

    final RoomId room;
    /// When the room was listed, by the store's clock.
    long listed;
    /// When it is read next, by the monotonic clock.
    long due;
    boolean reading;
    /// The log that is read; null before the first part.
    @Nullable
    RoomLog log;
    /// The seq up to which everything was taken.
    long seq;
    /// Up to this seq a new reading from the start has what is missing from the log.
    long healed;
    /// The time of the oldest entry that was read, but not taken; 0 for none.
    long waiting;

    private long pause = SOON_NANOS;

    Progress(RoomId room, long listed, long due) {
        this.room = room;
        this.listed = listed;
        this.due = due;
    }

    /// There may be more at once.
    void again(long now) {
        pause = SOON_NANOS;
        due = now;
    }

    /// Something was read to the end.
    void soon(long now) {
        pause = SOON_NANOS;
        due = now + pause;
    }

    /// Nothing was there. The more rooms there are, the less often each is asked.
    void quiet(long now, int rooms) {
        pause = Math.min(QUIET_NANOS + rooms * EACH_NANOS, 2 * pause);
        due = now + pause;
    }

    /// It failed.
    void sick(long now) {
        pause = Math.min(SICK_NANOS, 2 * pause);
        due = now + pause;
    }

    /// The log is another, or has to be read from the start.
    void restart() {
        log = null;
        seq = 0;
        healed = 0;
    }
}
