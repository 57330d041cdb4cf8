package chat.parley.identity;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/// The team's own issuer of tokens, if any (OpenID Connect or anything else that signs JWTs with RS256 or
/// ES256). Without `name` only Parley's own tokens are valid.
@ConfigMapping(prefix = "parley.issuer")
public interface IssuerConfig {

    /// Who decides the names of the issuer's users.
    enum Names {
        /// They do: the token gives only their first name here.
        FREE,
        /// The issuer, by a claim of its tokens.
        CLAIM
    }

    /// The exact `iss` of its tokens; the page discovers it from there if `client-id` is set (OpenID Connect
    /// Discovery 1.0 section 4).
    Optional<String> name();

    /// The URI of its public keys (JWKS). Fetched in the background: when a pod starts, periodically, and
    /// when a token names an unknown key.
    Optional<URI> keys();

    /// The required `aud` of its tokens. Mandatory for an issuer, since it signs for other services, too, and
    /// those tokens must not be valid here.
    Optional<String> audience();

    /// The claim that lists a user's roles; `/` separates nested members, as in `realm_access/roles`.
    @WithDefault("roles")
    String roles();

    /// The page's client id at the issuer: a public client, without a secret. With it the page offers to sign
    /// in.
    Optional<String> clientId();

    /// The scopes that the page asks for, parted by spaces. Most issuers need `offline_access` for a refresh
    /// token, without which the page cannot renew.
    @WithDefault("openid profile")
    String scopes();

    /// Who decides its users' names: `free` or `claim`.
    @WithDefault("free")
    Names names();

    /// The age at which keys are fetched again. A withdrawn key stays valid for up to this time.
    @WithDefault("10m")
    Duration keysAge();

    /// How long keys stay valid beyond their age while the issuer is unreachable.
    @WithDefault("24h")
    Duration keysGrace();

    /// The total time of one fetch of the keys.
    @WithDefault("5s")
    Duration deadline();
}
