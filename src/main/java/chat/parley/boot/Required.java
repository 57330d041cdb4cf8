package chat.parley.boot;

import java.util.Optional;
import java.util.stream.Stream;

/// What a pod in production cannot do without (protocol.md section 9).
final class Required {

    static final String REDIS = "Parley keeps everything in Redis and was not told where it is: set REDIS_URL or"
            + " quarkus.redis.hosts (QUARKUS_REDIS_HOSTS), such as redis://:password@host:6379 or rediss://host:6380.";

    private static final String SECRET = "Parley signs its users' tokens and was not given a secret: set"
            + " PARLEY_TOKEN_SECRET (parley.token.secret) to at least 32 random bytes, the same for all pods.";

    private Required() {}

    static Stream<String> refusals(Given given) {
        boolean asked = given.says("quarkus.redis.hosts-provider-name", RequiredRedis.NAME);
        return Stream.of(
                        given.has("quarkus.redis.hosts") || !asked ? Optional.<String>empty() : Optional.of(REDIS),
                        given.has("parley.token.secret") ? Optional.<String>empty() : Optional.of(SECRET))
                .flatMap(Optional::stream);
    }
}
