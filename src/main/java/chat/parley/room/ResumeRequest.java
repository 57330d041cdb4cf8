package chat.parley.room;

import chat.parley.history.PageSize;
import chat.parley.protocol.Position;
import java.util.Optional;

/// From where a member looks at a room, and how much he can take of it at once.
///
/// @param since what he has seen; empty when he comes without a position
/// @param events at most so many missed ones; 0 asks for neither events nor messages
/// @param bytes of missed events at most, together with those of the rooms that are looked at before it in one go
/// @param later whether more than these bytes comes later; else the member starts again
public record ResumeRequest(Optional<Position> since, int events, int bytes, boolean later) {

    /// The most that one reply replays (protocol.md section 4).
    public static final int MOST_EVENTS = 1_000;

    /// As much as one frame holds.
    public static ResumeRequest whole(Optional<Position> since) {
        return new ResumeRequest(since, MOST_EVENTS, PageSize.BYTES, false);
    }

    /// As much as is left of a frame that other rooms share.
    public static ResumeRequest part(Optional<Position> since, int bytes) {
        return new ResumeRequest(since, MOST_EVENTS, bytes, true);
    }

    /// The numbers only.
    public static ResumeRequest brief(Optional<Position> since) {
        return new ResumeRequest(since, 0, 0, true);
    }

    /// The rest of the way behind a part of it, when so many of the bytes are spent.
    ResumeRequest behind(RedisStateAnswer.Part part, int spent) {
        return new ResumeRequest(Optional.of(part.end()), events - part.events(), bytes - spent, later);
    }

    /// The same when others have taken some of the bytes.
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
