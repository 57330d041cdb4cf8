package chat.parley.room;

import chat.parley.history.PageSize;
import chat.parley.protocol.Position;
import java.util.Optional;

/// From where a member looks at a room, and how much he can take of it at once.
///
/// @param since what he has seen; empty when he comes without a position
/// @param events at most so many missed ones; 0 asks for neither events nor messages
/// @param bytes of missed events at most
public record Look(Optional<Position> since, int events, int bytes) {

    /// The most that one reply replays (protocol.md section 4).
    public static final int MOST_EVENTS = 1_000;

    /// As much as one frame holds.
    public static Look whole(Optional<Position> since) {
        return new Look(since, MOST_EVENTS, PageSize.BYTES);
    }

    /// The numbers only.
    public static Look brief(Optional<Position> since) {
        return new Look(since, 0, 0);
    }

    String epoch() {
        return since.map(Position::epoch).orElse("");
    }

    long seq() {
        return since.map(Position::seq).orElse(0L);
    }
}
