package chat.parley.identity;

import chat.parley.protocol.User;
import java.util.Set;

/// What a token proves: whose it is, with the name he had when it was made, and the roles that it was made with.
///
/// @param roles what he may do beyond what everybody may, such as [#BROADCAST]; the claim `roles`
public record Proven(User user, Set<String> roles) {

    /// May `emit` to everybody connected (protocol.md section 7).
    public static final String BROADCAST = "broadcast";

    public Proven {
        roles = Set.copyOf(roles);
    }

    /// Somebody who may do what everybody may.
    public static Proven guest(User user) {
        return new Proven(user, Set.of());
    }
}
