package chat.parley.identity;

import chat.parley.protocol.User;
import java.util.OptionalLong;
import java.util.Set;

/// What a token proves: whose it is, with the name they had when it was made, and the roles that it was made with.
///
/// @param roles what they may do beyond what everybody may, such as [#BROADCAST]; the claim `roles`
/// @param until when the proof of another issuer is over, and with it the connection (4401); Unix milliseconds
/// @param ends when the token itself is over, and with it its roles; Unix milliseconds
/// @param since when it was made; a later revocation makes it void; Unix milliseconds
public record VerifiedToken(User user, Set<String> roles, OptionalLong until, long ends, long since) {

    /// May `emit` to everybody connected (protocol.md section 7).
    public static final String BROADCAST = "broadcast";

    /// May revoke what others have proven, on the management port.
    public static final String OPERATOR = "operator";

    /// May look at the whole installation under `/api/admin`, end connections there and speak to everybody.
    public static final String ADMIN = "admin";

    public VerifiedToken {
        roles = Set.copyOf(roles);
    }

    /// Somebody new since this time, who may do what everybody may.
    public static VerifiedToken guest(User user, long since) {
        return new VerifiedToken(user, Set.of(), OptionalLong.empty(), Long.MAX_VALUE, since);
    }

    /// The same, under the name that the store knows.
    public VerifiedToken called(User known) {
        return new VerifiedToken(known, roles, until, ends, since);
    }

    /// Whether it says more than who somebody is: then nothing that is made of it may last longer. Who somebody is
    /// lasts as long as they come back.
    boolean lent() {
        return !roles.isEmpty() || until.isPresent();
    }
}
