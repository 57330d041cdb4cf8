package chat.parley.boot;

import io.quarkus.redis.client.RedisHostsProvider;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Set;

/// Asked for Redis' address in production when none was given: refuses, as the check of all settings did before.
@Singleton
@Identifier(RequiredRedis.NAME)
final class RequiredRedis implements RedisHostsProvider {
    static final String NAME = "required";

    @Override
    public Set<URI> getHosts() {
        throw new ConfigurationException(Required.REDIS);
    }
}
