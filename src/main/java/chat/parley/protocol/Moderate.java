package chat.parley.protocol;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/// A member with a role changes another's membership (protocol.md section 4). Refuses a duration for verbs
/// without one with `bad_request`.
///
/// @param user the other member
/// @param millis how long a ban or mute lasts, `for` on the wire; empty until it is undone
public record Moderate(Optional<String> ref, Verb verb, RoomId room, String user, OptionalLong millis)
        implements Command {

    /// The action.
    public enum Verb {
        INVITE,
        KICK,
        BAN,
        UNBAN,
        MUTE,
        UNMUTE,
        PROMOTE,
        DEMOTE;

        /// The `op` on the wire.
        @JsonValue
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }

        /// Whether it can expire.
        public boolean timed() {
            return this == BAN || this == MUTE;
        }
    }

    public Moderate {
        user = User.checkedId(user);
        if (millis.isPresent() && !verb.timed()) {
            throw Problem.badRequest(
                    "for: expected only beside ban or mute, got " + millis.getAsLong() + " beside " + verb.wire());
        }
        if (millis.isPresent() && millis.getAsLong() < 1) {
            throw Problem.badRequest("for: expected milliseconds from 1 on, got " + millis.getAsLong());
        }
    }
}
