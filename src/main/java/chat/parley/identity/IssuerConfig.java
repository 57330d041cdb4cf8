package chat.parley.identity;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/// The team's own issuer of tokens, if there is one (OpenID Connect or anything else that signs JWTs with RS256 or
/// ES256). Without `name` only Parley's own tokens are good.
@ConfigMapping(prefix = "parley.issuer")
public interface IssuerConfig {

    /// What its tokens have in `iss`, exactly.
    Optional<String> name();

    /// Where its public keys are (JWKS). Fetched in the background: when a pod starts, every so often, and when a
    /// token names a key that is not known.
    Optional<URI> keys();

    /// What its tokens must have in `aud`. An issuer has to have one: it signs for other services, too, and what it
    /// signs for them lets nobody in here.
    Optional<String> audience();

    /// The claim that lists a user's roles; `/` goes one level down, as in `realm_access/roles`.
    @WithDefault("roles")
    String roles();

    /// How old the keys may grow. A key that was withdrawn is believed that much longer.
    @WithDefault("10m")
    Duration keysAge();

    /// How long known keys hold while the issuer cannot be reached.
    @WithDefault("24h")
    Duration keysGrace();

    /// How long one fetch of the keys may take, all of it.
    @WithDefault("5s")
    Duration deadline();
}
