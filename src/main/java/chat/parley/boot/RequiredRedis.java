package chat.parley.boot;

import io.quarkus.redis.client.RedisHostsProvider;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Asked for Redis' address in production when none was given (protocol.md section 9): refuses to start.
@Singleton
@Identifier(RequiredRedis.NAME)
final class RequiredRedis implements RedisHostsProvider {
    static final String NAME = "required";

    @Override
    public Set<URI> getHosts() {
        throw new ConfigurationException(
                "Parley keeps everything in Redis and was not told where it is: set REDIS_URL or"
                        + " quarkus.redis.hosts (QUARKUS_REDIS_HOSTS), such as redis://:password@host:6379 or rediss://host:6380.");
    }

    /// At the start, also where nobody has needed the client by then.
    void beforeAnyoneComes(
            @Observes StartupEvent start,
            @ConfigProperty(name = "quarkus.redis.hosts") Optional<String> hosts,
            @ConfigProperty(name = "quarkus.redis.hosts-provider-name") String provider) {
        if (hosts.isEmpty() && provider.equals(NAME)) {
            getHosts();
        }
    }
}
