package chat.parley.identity;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/// How users prove who they are.
@ConfigMapping(prefix = "parley.token")
public interface TokenConfig {

    /// Signs the tokens of all pods; at least 32 bytes. Production gets it from the environment
    /// (`PARLEY_TOKEN_SECRET`) and does not start without; in dev and test it is made once and kept in Redis.
    Optional<String> secret();

    /// The secret before that, while tokens signed with it are about: it proves them and signs none. At least 32
    /// bytes (`PARLEY_TOKEN_SECRET_PREVIOUS`); operating.md says how to turn a secret over.
    Optional<String> secretPrevious();

    /// How long a token is good; each `hello` gives a fresh one. One that says that it is good for longer is
    /// refused. A guest unseen for that long is taken out of all rooms and forgotten.
    @WithDefault("30d")
    Duration age();
}
