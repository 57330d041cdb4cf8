package chat.parley.identity;

import chat.parley.protocol.CloseCode;
import chat.parley.protocol.CloseException;
import chat.parley.store.RedisScript;
import chat.parley.store.RedisStore;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Response;
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

    private static final RedisScript REVOKE = RedisScript.of("lib/clock.lua", "lib/latest-time.lua", "revoke.lua");
    private static final RedisScript READ = RedisScript.of("lib/clock.lua", "lib/latest-time.lua", "revoked.lua");
    /// Sorted set: user → the store's time at which he was revoked.
    private static final String REVOKED = "parley:revoked";
    /// The longest for which any had to be kept. Of the same slot, as the next.
    private static final String KEPT = "parley:{parley:revoked}:kept";
    /// The latest time of the store that any pod has heard, noted every few seconds.
    private static final String LATEST = "parley:{parley:revoked}:latest";
    private static final long NOTED_MS = 5_000;
    /// A token is made by a clock that may be ahead, ends as much later than it should, and is looked at by one
    /// behind.
    private static final Duration MARGIN = Duration.ofSeconds(3 * ClockSkew.SECONDS);

    private final RedisStore store;
    private final TokenConfig config;
    private final RedisScript revoke;
    private final RedisScript read;

    @Inject
    public RedisRevocations(RedisStore store, TokenConfig config) {
        this(store, config, REVOKE, READ);
    }

    /// With other scripts, so that a test can hand in another clock.
    RedisRevocations(RedisStore store, TokenConfig config, RedisScript revoke, RedisScript read) {
        this.store = store;
        this.config = config;
        this.revoke = revoke;
        this.read = read;
    }

    /// Makes void whatever this user has proven so far; his connections on all pods end within 2 s.
    public Future<Void> revoke(String user) {
        return store.run(revoke, List.of(REVOKED, KEPT, LATEST), List.of(user, longest(), NOTED_MS))
                .mapEmpty();
    }

    /// The same proof, or the ending 4501 when it is void.
    Future<VerifiedToken> stillGood(VerifiedToken proven) {
        return store.send(Command.ZSCORE, REVOKED, proven.user().id())
                .compose(at -> at == null || at.toLong() < proven.since()
                        ? Future.succeededFuture(proven)
                        : Future.failedFuture(new CloseException(CloseCode.BAD_TOKEN, "the token was revoked")));
    }

    /// Who was revoked at `since` (Unix milliseconds by the store's clock) or later, and when.
    public Future<Map<String, Long>> since(long since) {
        return read(Long.toString(since)).map(answer -> {
            Map<String, Long> found = new LinkedHashMap<>();
            for (int i = 0; i + 1 < answer.size(); i += 2) {
                found.put(answer.get(i).toString(), answer.get(i + 1).toLong());
            }
            return found;
        });
    }

    /// The latest time that the store has told, also before its clock was set back: no token is later. Unix
    /// milliseconds.
    Future<Long> latest() {
        return read("+inf").map(answer -> answer.get(answer.size() - 1).toLong());
    }

    private Future<Response> read(String since) {
        return store.run(read, List.of(REVOKED, LATEST), List.of(since, NOTED_MS, longest()));
    }

    /// How long a token that is made now can be good, in milliseconds.
    private long longest() {
        return config.age().plus(MARGIN).toMillis();
    }
}
