package chat.parley.api;

import chat.parley.identity.IssuerConfig;
import chat.parley.limits.LimitsConfig;
import chat.parley.limits.SentLimits;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// What anybody may know before they sign in, without a token; it costs the store nothing.
@Singleton
@Path("/config")
@Produces(MediaType.APPLICATION_JSON)
public final class ConfigResource {

    private static final List<String> PROTOCOLS = List.of("parley.v1");
    /// There is no such command.
    private static final boolean SEARCH = false;

    private final ServiceConfig config;

    ConfigResource(
            LimitsConfig limits,
            IssuerConfig issuer,
            @ConfigProperty(name = "parley.guests", defaultValue = "true") boolean guests,
            @ConfigProperty(name = "parley.lobby", defaultValue = "true") boolean lobby) {
        config = new ServiceConfig(
                PROTOCOLS,
                guests,
                lobby,
                issuer.name()
                        .flatMap(name -> issuer.clientId()
                                .map(client -> new ServiceConfig.SignIn(name, client, issuer.scopes()))),
                SEARCH,
                SentLimits.of(limits));
    }

    /// How to get in, and the limits.
    @GET
    public Uni<ServiceConfig> config() {
        return Uni.createFrom().item(config);
    }
}
