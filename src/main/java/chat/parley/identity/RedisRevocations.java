package chat.parley.identity;

import chat.parley.protocol.CloseCode;
import chat.parley.protocol.Ending;
import chat.parley.store.RedisScript;
import chat.parley.store.RedisStore;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Whose proofs are void, and since when: everything that was proven before. Kept as long as the oldest token of ours
/// could last.
@Singleton
public final class RedisRevocations {

    private static final RedisScript REVOKE = RedisScript.of("clock.lua", "revoke.lua");
    /// Sorted set: user → the store's time at which he was revoked.
    private static final String REVOKED = "parley:revoked";

    private final RedisStore store;
    private final TokenConfig config;

    public RedisRevocations(RedisStore store, TokenConfig config) {
        this.store = store;
        this.config = config;
    }

    /// Makes void whatever this user has proven so far; his connections on all pods end within 2 s.
    public Future<Void> revoke(String user) {
        return store.run(REVOKE, List.of(REVOKED), List.of(user, config.age().toMillis()))
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
