package chat.parley.boot;

import io.quarkus.redis.client.RedisHostsProvider;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Set;

/// Asked for Redis' address in production when none was given (protocol.md section 9): refuses to start.
@Singleton
@Identifier("required")
final class RequiredRedis implements RedisHostsProvider {
    @Override
    public Set<URI> getHosts() {
        throw new ConfigurationException(
                "Parley keeps everything in Redis and was not told where it is: set REDIS_URL or"
                        + " quarkus.redis.hosts (QUARKUS_REDIS_HOSTS), such as redis://:password@host:6379 or rediss://host:6380.");
    }
}
