package chat.parley.identity;

import java.util.Locale;
import java.util.Set;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwx.JsonWebStructure;

/// The kind of a signed token, by its header `typ` and its claims: an issuer signs more than access tokens
/// (RFC 8725 section 3.11).
final class TokenKind {

    /// Access tokens have `at+jwt` (RFC 9068 section 2.1); those of many issuers have `JWT` or nothing.
    private static final Set<String> TYPES = Set.of("jwt", "at+jwt", "application/at+jwt");

    /// What logout tokens (OpenID Connect Back-Channel Logout 1.0 section 2.4) and other security events (RFC
    /// 8417) have, whatever their `typ` says.
    private static final String EVENTS = "events";

    private TokenKind() {}

    /// Whether the token grants access.
    static boolean letsIn(JsonWebStructure signed, JwtClaims claims) {
        Object type = signed.getHeaders().getObjectHeaderValue("typ");
        return !claims.hasClaim(EVENTS)
                && (type == null || (type instanceof String text && TYPES.contains(text.toLowerCase(Locale.ROOT))));
    }
}
