package chat.parley.history;

import chat.parley.protocol.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a pod missed of a room.
///
/// @param state `current`, `replay`, `part` when more may come behind its events, `reset`, or `absent` when the room is
///     no more, and then `head` means nothing
/// @param head where the log ends now
/// @param events all that was missed, in order and without a hole; only with `replay` and `part`
public record MissedEvents(String state, Position head, List<Event> events) {

    public MissedEvents {
        events = List.copyOf(events);
    }

    /// The same behind what another part found before it.
    MissedEvents behind(List<Event> before) {
        if (before.isEmpty() || !(state.equals("current") || state.equals("replay") || state.equals("part"))) {
            return this;
        }
        List<Event> all = new ArrayList<>(before);
        all.addAll(events);
        return new MissedEvents(state.equals("current") ? "replay" : state, head, all);
    }

    /// One missed entry as it would have come.
    ///
    /// @param only when one user alone sees it
    public record Event(Position position, String text, Optional<Only> only) {}

    /// An event that one user alone sees.
    ///
    /// @param user who sees the entry
    /// @param instead the event that has its seq for everybody else
    public record Only(String user, String instead) {}
}
