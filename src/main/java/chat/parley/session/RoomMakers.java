package chat.parley.session;

import chat.parley.identity.VerifiedToken;
import chat.parley.protocol.Problem;
import jakarta.inject.Singleton;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Who may make rooms (`parley.rooms.create`), by `create` or by joining a public room that does not exist.
/// Direct rooms are everyone's.
@Singleton
public final class RoomMakers {

    /// The values of the setting.
    public enum Who {
        EVERYONE,
        /// Users whose token has the role `create`.
        ROLE
    }

    private final Who who;

    RoomMakers(@ConfigProperty(name = "parley.rooms.create", defaultValue = "everyone") Who who) {
        this.who = who;
    }

    /// @param roles of the user's token
    boolean include(Set<String> roles) {
        return who == Who.EVERYONE || roles.contains(VerifiedToken.CREATE);
    }

    static Problem refusal() {
        return Problem.forbidden("room: expected one that exists, or a token with the role \"" + VerifiedToken.CREATE
                + "\" to make one (parley.rooms.create=everyone allows it for everyone)");
    }
}
