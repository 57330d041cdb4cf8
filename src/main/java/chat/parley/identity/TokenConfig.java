package chat.parley.identity;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/// Settings of Parley's own tokens.
@ConfigMapping(prefix = "parley.token")
public interface TokenConfig {

    /// Signs the tokens of all pods; at least 32 bytes. Production reads it from the environment
    /// (`PARLEY_TOKEN_SECRET`) and does not start without it; in dev and test it is generated once and kept
    /// in Redis.
    Optional<String> secret();

    /// The previous secret, while tokens signed with it are in use: it verifies tokens, but signs none. At
    /// least 32 bytes (`PARLEY_TOKEN_SECRET_PREVIOUS`); see operating.md for how to rotate a secret.
    Optional<String> secretPrevious();

    /// How long a token is valid; each `hello` returns a fresh one. A token that claims to be valid for
    /// longer is refused. A guest unseen for this time is removed from all rooms and deleted.
    @WithDefault("30d")
    Duration age();
}
