package chat.parley.identity;

import chat.parley.store.RedisStore;
import io.vertx.core.Future;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.util.Base64;

/// The secret that all pods share. In production it is configured; in dev and test the first instance
/// generates it and stores it in Redis, so that a reload and a second instance accept the same tokens.
@Singleton
public final class TokenSecret {

    /// The minimum length of a configured secret.
    private static final int BYTES = 32;

    private final RedisStore store;
    private final TokenConfig config;

    public TokenSecret(RedisStore store, TokenConfig config) {
        this.store = store;
        this.config = config;
    }

    /// The secret; read from Redis in dev and test.
    Future<String> get() {
        return config.secret().map(Future::succeededFuture).orElseGet(this::shared);
    }

    private Future<String> shared() {
        byte[] random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        String fresh = Base64.getEncoder().encodeToString(random);
        return store.first(store.prefix().key("dev:secret"), fresh);
    }
}
