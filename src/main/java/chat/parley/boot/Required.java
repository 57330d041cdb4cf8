package chat.parley.boot;

import java.util.ArrayList;
import java.util.List;

/// What a pod in production cannot do without (protocol.md section 9).
final class Required {

    static final String REDIS = "Parley keeps everything in Redis and was not told where it is: set REDIS_URL or"
            + " quarkus.redis.hosts (QUARKUS_REDIS_HOSTS), such as redis://:password@host:6379 or rediss://host:6380.";

    private static final String SECRET = "Parley signs its users' tokens and was not given a secret: set"
            + " PARLEY_TOKEN_SECRET (parley.token.secret) to at least 32 random bytes, the same for all pods.";

    private Required() {}

    static List<String> refusals(Given given) {
        List<String> refusals = new ArrayList<>();
        if (!given.has("quarkus.redis.hosts") && given.says("quarkus.redis.hosts-provider-name", RequiredRedis.NAME)) {
            refusals.add(REDIS);
        }
        if (!given.has("parley.token.secret")) {
            refusals.add(SECRET);
        }
        return refusals;
    }
}
