package chat.parley.identity;

import chat.parley.protocol.CloseCode;
import chat.parley.protocol.Ending;
import chat.parley.store.RedisScript;
import chat.parley.store.RedisStore;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Whose proofs are void, and since when: everything that was proven before. Each is kept by itself, for as long as
/// a token that was made before it can last: nobody revives because somebody else is revoked, or because the age of
/// tokens was shorter for a while.
@Singleton
public final class RedisRevocations {

    private static final RedisScript REVOKE = RedisScript.of("clock.lua", "revoke.lua");
    /// Sorted set: user → the store's time at which he was revoked.
    private static final String REVOKED = "parley:revoked";
    /// The longest for which any had to be kept. Of the same slot.
    private static final String KEPT = "parley:{parley:revoked}:kept";
    /// A token is made by a clock that may be ahead, ends as much later than it should, and is looked at by one
    /// behind.
    private static final Duration MARGIN = Duration.ofSeconds(3 * ClockSkew.SECONDS);

    private final RedisStore store;
    private final TokenConfig config;
    private final RedisScript revoke;

    @Inject
    public RedisRevocations(RedisStore store, TokenConfig config) {
        this(store, config, REVOKE);
    }

    /// With another script, so that a test can hand in another clock.
    RedisRevocations(RedisStore store, TokenConfig config, RedisScript revoke) {
        this.store = store;
        this.config = config;
        this.revoke = revoke;
    }

    /// Makes void whatever this user has proven so far; his connections on all pods end within 2 s.
    public Future<Void> revoke(String user) {
        return store.run(
                        revoke,
                        List.of(REVOKED, KEPT),
                        List.of(user, config.age().plus(MARGIN).toMillis()))
                .mapEmpty();
    }

    /// The same proof, or the ending 4501 when it is void.
    Future<Proven> stillGood(Proven proven) {
        return store.send(Command.ZSCORE, REVOKED, proven.user().id())
                .compose(at -> at == null || at.toLong() < proven.since()
                        ? Future.succeededFuture(proven)
                        : Future.failedFuture(new Ending(CloseCode.BAD_TOKEN, "the token was revoked")));
    }

    /// Who was revoked at `since` (Unix milliseconds by the store's clock) or later, and when.
    public Future<Map<String, Long>> since(long since) {
        return store.send(Command.ZRANGE, REVOKED, since, "+inf", "BYSCORE", "WITHSCORES")
                .map(answer -> {
                    Map<String, Long> found = new LinkedHashMap<>();
                    // Pairs in RESP3, which every Redis that will do speaks.
                    answer.forEach(pair ->
                            found.put(pair.get(0).toString(), pair.get(1).toLong()));
                    return found;
                });
    }
}
