package chat.parley.protocol;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// How a client gets from its given position to the room's head (protocol.md section 4, room state): a gap is
/// never silent. Made by the factory of each state, so that a list is present only where it has a meaning.
///
/// @param messages the newest messages in rising order, for `FRESH` after a `join` and for `RESET`
/// @param events every missed log event, in order and without a gap, for `REPLAY`
/// @param more whether there are messages older than `messages`
public record CatchUp(State state, Optional<List<Json>> messages, Optional<List<Json>> events, Optional<Boolean> more) {

    /// The result for the position.
    public enum State {
        FRESH,
        CURRENT,
        REPLAY,
        LATER,
        RESET;

        /// The word on the wire.
        @JsonValue
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public CatchUp {
        messages = messages.map(List::copyOf);
        events = events.map(List::copyOf);
        boolean fits = switch (state) {
            case FRESH -> events.isEmpty();
            case CURRENT, LATER -> messages.isEmpty() && events.isEmpty();
            case REPLAY -> messages.isEmpty() && events.isPresent();
            case RESET -> messages.isPresent() && events.isEmpty();
        };
        if (!fits || more.isPresent() != messages.isPresent()) {
            throw new IllegalArgumentException("%s: got messages=%s events=%s more=%s"
                    .formatted(state, messages.isPresent(), events.isPresent(), more.isPresent()));
        }
    }

    /// No position was given, in `hello`.
    public static CatchUp fresh() {
        return new CatchUp(State.FRESH, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /// No position was given, in `join`.
    public static CatchUp fresh(List<Json> newest, boolean more) {
        return new CatchUp(State.FRESH, Optional.of(newest), Optional.empty(), Optional.of(more));
    }

    /// Nothing was missed.
    public static CatchUp current() {
        return new CatchUp(State.CURRENT, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /// All missed events are included.
    public static CatchUp replay(List<Json> missed) {
        return new CatchUp(State.REPLAY, Optional.empty(), Optional.of(missed), Optional.empty());
    }

    /// The missed events follow after a `join` with the position.
    public static CatchUp later() {
        return new CatchUp(State.LATER, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /// The position is no longer valid; the client starts again from here.
    public static CatchUp reset(List<Json> newest, boolean more) {
        return new CatchUp(State.RESET, Optional.of(newest), Optional.empty(), Optional.of(more));
    }
}
