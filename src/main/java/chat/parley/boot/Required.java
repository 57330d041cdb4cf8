package chat.parley.boot;

import java.util.ArrayList;
import java.util.List;

/// What a pod requires in production (protocol.md section 9).
final class Required {

    static final String REDIS = "Parley stores everything in Redis, and no address is configured: set REDIS_URL or"
            + " quarkus.redis.hosts (QUARKUS_REDIS_HOSTS), such as redis://:password@host:6379 or rediss://host:6380.";

    private static final String SECRET = "Parley signs its users' tokens, and no secret is configured: set"
            + " PARLEY_TOKEN_SECRET (parley.token.secret) to at least 32 random bytes, the same for all pods.";

    private Required() {}

    static List<String> refusals(Given given) {
        List<String> refusals = new ArrayList<>();
        if (!given.has("quarkus.redis.hosts") && given.is("quarkus.redis.hosts-provider-name", RequiredRedis.NAME)) {
            refusals.add(REDIS);
        }
        if (!given.has("parley.token.secret")) {
            refusals.add(SECRET);
        }
        return refusals;
    }
}
