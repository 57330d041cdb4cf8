package chat.parley.history;

import chat.parley.protocol.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The events of a room that a pod missed.
///
/// @param state `current`, `replay`, `part` if more may follow, `reset`, or `absent` if the room does not
/// exist and `head` is meaningless
/// @param head the end of the log
/// @param events all missed events, in order and without a gap; only with `replay` and `part`
public record MissedEvents(String state, Position head, List<Event> events) {

    public MissedEvents {
        events = List.copyOf(events);
    }

    /// This part after the events of earlier parts.
    MissedEvents behind(List<Event> before) {
        if (before.isEmpty() || !(state.equals("current") || state.equals("replay") || state.equals("part"))) {
            return this;
        }
        List<Event> all = new ArrayList<>(before);
        all.addAll(events);
        return new MissedEvents(state.equals("current") ? "replay" : state, head, all);
    }

    /// A missed event, as it was published.
    ///
    /// @param only set if a single user sees it
    public record Event(Position position, String text, Optional<Only> only) {}

    /// The audience of an event that a single user sees.
    ///
    /// @param user the user who sees it
    /// @param instead the event that everybody else gets with its seq
    public record Only(String user, String instead) {}
}
