package chat.parley.boot;

import io.quarkus.redis.client.RedisHostsProvider;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Set;

/// Called for the address of Redis in production if none is configured: refuses, like the check of all
/// settings before it.
@Singleton
@Identifier(RequiredRedis.NAME)
final class RequiredRedis implements RedisHostsProvider {
    static final String NAME = "required";

    @Override
    public Set<URI> getHosts() {
        throw new ConfigurationException(Required.REDIS);
    }
}
