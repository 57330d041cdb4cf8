package chat.parley.identity;

import chat.parley.store.RedisStore;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.vertx.core.Future;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;

/// The secret that all pods share. In production it is configured; in dev and test the first instance makes one and
/// leaves it in Redis, so that a reload and a second instance know the same users.
@Singleton
public final class TokenSecret {

    /// HS256 wants a key of at least its own length (RFC 7518 section 3.2).
    private static final int LEAST_BYTES = 32;

    private static final String KEY = "parley:dev:secret";

    private final RedisStore store;
    private final TokenConfig config;

    public TokenSecret(RedisStore store, TokenConfig config) {
        this.store = store;
        this.config = config;
    }

    void started(@Observes StartupEvent start) {
        if (config.secret().isEmpty() && LaunchMode.current() == LaunchMode.NORMAL) {
            throw new ConfigurationException("Parley signs its users' tokens and was not given a secret: set"
                    + " PARLEY_TOKEN_SECRET (parley.token.secret) to at least 32 random bytes, the same for all pods.");
        }
        config.secret().ifPresent(TokenSecret::checked);
    }

    /// The secret; in dev and test it is asked for in Redis.
    Future<String> get() {
        return config.secret().map(Future::succeededFuture).orElseGet(this::shared);
    }

    private Future<String> shared() {
        byte[] random = new byte[LEAST_BYTES];
        new SecureRandom().nextBytes(random);
        String fresh = Base64.getEncoder().encodeToString(random);
        return store.first(KEY, fresh);
    }

    private static void checked(String secret) {
        int bytes = secret.getBytes(StandardCharsets.UTF_8).length;
        if (bytes < LEAST_BYTES) {
            throw new ConfigurationException("PARLEY_TOKEN_SECRET (parley.token.secret): expected at least "
                    + LEAST_BYTES + " bytes, got " + bytes + ".");
        }
    }
}
