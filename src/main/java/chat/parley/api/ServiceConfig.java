package chat.parley.api;

import chat.parley.protocol.Limits;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Optional;

/// What a client has to know before `hello` (protocol.md section 10).
///
/// @param protocols the subprotocols that `/ws` speaks
/// @param guests whether `hello` works without a token
/// @param lobby whether new users join the lobby
/// @param issuer where the page signs in, if anywhere
/// @param search whether there is a command `search`
@RegisterForReflection(targets = {ServiceConfig.class, ServiceConfig.SignIn.class, Limits.class})
public record ServiceConfig(
        List<String> protocols, boolean guests, boolean lobby, Optional<SignIn> issuer, boolean search, Limits limits) {

    public ServiceConfig {
        protocols = List.copyOf(protocols);
    }

    /// The team's issuer as an OpenID provider.
    ///
    /// @param name its identifier, a URL, from which it is discovered
    /// @param scopes parted by spaces
    public record SignIn(String name, String clientId, String scopes) {}
}
