package chat.parley.protocol;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/// Somebody with a role does something to another's membership (protocol.md section 4). Refuses with `bad_request` a
/// time for what cannot be timed.
///
/// @param user to whom
/// @param millis how long a ban or a silence holds, `for` on the wire; empty until it is undone
public record Moderate(Optional<String> ref, Verb verb, RoomId room, String user, OptionalLong millis)
        implements Command {

    /// What is done.
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

        /// Whether it can end by itself.
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
