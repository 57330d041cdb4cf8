package chat.parley.room;

import chat.parley.history.PageSize;
import chat.parley.protocol.Position;
import java.util.Optional;

/// The position from which a member resumes a room, and how much to return at once.
///
/// @param since the client's position; empty if it has none
/// @param events the maximum of missed events; 0 requests neither events nor messages
/// @param bytes the maximum of bytes of missed events, together with those of rooms read before it in the
/// same call
/// @param later whether more than these bytes follows later; else the room is reset
public record ResumeRequest(Optional<Position> since, int events, int bytes, boolean later) {

    /// The maximum that one reply replays (protocol.md section 4).
    public static final int MOST_EVENTS = 1_000;

    /// As much as fits into one frame.
    public static ResumeRequest whole(Optional<Position> since) {
        return new ResumeRequest(since, MOST_EVENTS, PageSize.BYTES, false);
    }

    /// As much as is left of a frame shared with other rooms.
    public static ResumeRequest part(Optional<Position> since, int bytes) {
        return new ResumeRequest(since, MOST_EVENTS, bytes, true);
    }

    /// Numbers only.
    public static ResumeRequest brief(Optional<Position> since) {
        return new ResumeRequest(since, 0, 0, true);
    }

    /// The request for the rest after a part, with these bytes spent.
    ResumeRequest behind(RedisStateAnswer.Part part, int spent) {
        return new ResumeRequest(Optional.of(part.end()), events - part.events(), bytes - spent, later);
    }

    /// The same request with these bytes spent by other rooms.
    ResumeRequest less(int spent) {
        return new ResumeRequest(since, events, bytes - spent, later);
    }

    String epoch() {
        return since.map(Position::epoch).orElse("");
    }

    long seq() {
        return since.map(Position::seq).orElse(0L);
    }
}
