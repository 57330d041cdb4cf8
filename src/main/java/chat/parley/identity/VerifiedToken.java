package chat.parley.identity;

import chat.parley.protocol.User;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// What a token proves: its user, with their name at the time of issue, and the roles it was issued with.
///
/// @param roles what the user may do beyond what everybody may, such as [#BROADCAST]; the claim `roles`
/// @param until when the proof of another issuer expires, and the connection is closed (4401); Unix
/// milliseconds
/// @param ends when the token itself expires, and its roles with it; Unix milliseconds
/// @param since when it was issued; a later revocation invalidates it; Unix milliseconds
/// @param own whether a pod issued it, so that `since` is the store's time and not that of another clock
/// @param key what it may do if it is a key and no token; empty for all tokens
public record VerifiedToken(
        User user, Set<String> roles, OptionalLong until, long ends, long since, boolean own, Optional<KeyGrant> key) {

    /// May `emit` to all connected users (protocol.md section 7).
    public static final String BROADCAST = "broadcast";

    /// May make rooms where not everyone may (`parley.rooms.create`).
    public static final String CREATE = "create";

    /// May revoke users' tokens, on the management port.
    public static final String OPERATOR = "operator";

    /// May inspect the whole installation under `/api/admin`, close connections and broadcast.
    public static final String ADMIN = "admin";

    public VerifiedToken {
        roles = Set.copyOf(roles);
    }

    /// What a token proves.
    public VerifiedToken(User user, Set<String> roles, OptionalLong until, long ends, long since, boolean own) {
        this(user, roles, until, ends, since, own, Optional.empty());
    }

    /// What a key proves. It is ended, not revoked, so no revocation is later than it.
    static VerifiedToken key(User bot, KeyGrant grant, OptionalLong expires) {
        return new VerifiedToken(
                bot,
                grant.roles(),
                OptionalLong.empty(),
                expires.orElse(Long.MAX_VALUE),
                Long.MAX_VALUE,
                true,
                Optional.of(grant));
    }

    /// A new guest without roles, since this time.
    public static VerifiedToken guest(User user, long since) {
        return new VerifiedToken(user, Set.of(), OptionalLong.empty(), Long.MAX_VALUE, since, true);
    }

    /// The same token with the user's stored name.
    public VerifiedToken called(User known) {
        return new VerifiedToken(known, roles, until, ends, since, own, key);
    }

    /// Whether a revocation at this time may be later than the token: another clock may be ahead, and the token
    /// older than it says.
    public boolean revokedAt(long millis) {
        return since - (own ? 0 : ClockSkew.MILLIS) <= millis;
    }

    /// Whether it proves more than an identity: then tokens derived from it must not outlive it. An identity
    /// is renewed with each `hello`.
    boolean lent() {
        return !roles.isEmpty() || until.isPresent();
    }
}
