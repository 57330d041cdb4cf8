package chat.parley.identity;

import chat.parley.protocol.CloseCode;
import chat.parley.protocol.CloseException;
import chat.parley.store.KeyPrefix;
import chat.parley.store.RedisScript;
import chat.parley.store.RedisStore;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Response;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/// Revocations of users: each invalidates all tokens issued to the user before it. Each is kept separately,
/// for as long as a token issued before it can live, so that neither another revocation nor a temporarily
/// shorter age of tokens makes revoked tokens valid again.
@Singleton
public final class RedisRevocations {

    private static final RedisScript REVOKE = RedisScript.of("lib/clock.lua", "lib/latest-time.lua", "revoke.lua");
    private static final RedisScript READ = RedisScript.of("lib/clock.lua", "lib/latest-time.lua", "revoked.lua");
    private static final long NOTED_MS = 5_000;
    /// Allows three times the skew: a token's time of issue may be ahead, its expiry late by as much, and the
    /// clock that checks it behind.
    private static final Duration MARGIN = Duration.ofSeconds(3 * ClockSkew.SECONDS);

    private final RedisStore store;
    /// Sorted set: user → the store's time of their revocation.
    private final String revoked;
    /// The longest time for which any has to be kept. In the same slot, as is the next.
    private final String kept;
    /// The latest time of the store that any pod has seen, recorded every few seconds.
    private final String latest;
    private final TokenConfig config;
    private final RedisScript revoke;
    private final RedisScript read;

    @Inject
    public RedisRevocations(RedisStore store, TokenConfig config) {
        this(store, config, REVOKE, READ);
    }

    /// With other scripts, so that tests can replace the clock.
    RedisRevocations(RedisStore store, TokenConfig config, RedisScript revoke, RedisScript read) {
        this.store = store;
        KeyPrefix prefix = store.prefix();
        this.revoked = prefix.key("revoked");
        this.kept = prefix.key("{" + revoked + "}:kept");
        this.latest = prefix.key("{" + revoked + "}:latest");
        this.config = config;
        this.revoke = revoke;
        this.read = read;
    }

    /// Revokes all tokens issued to this user so far; their connections on all pods are closed within 2 s.
    public Future<Void> revoke(String user) {
        return store.run(revoke.call()
                        .key("revoked", revoked)
                        .key("kept", kept)
                        .key("latest_time", latest)
                        .arg("user", user)
                        .arg("longest", longest())
                        .arg("noted_every", NOTED_MS))
                .mapEmpty();
    }

    /// Returns the token if it is not revoked, else fails with close code 4501; with 4401 if it may be younger
    /// than the revocation, and its issuer can make one that certainly is.
    Future<VerifiedToken> stillGood(VerifiedToken proven) {
        return store.send(Command.ZSCORE, revoked, proven.user().id())
                .compose(at -> at == null || !proven.revokedAt(at.toLong())
                        ? Future.succeededFuture(proven)
                        : Future.failedFuture(
                                proven.until().isPresent() && proven.since() > at.toLong()
                                        ? new CloseException(
                                                CloseCode.TOKEN_EXPIRED,
                                                "the token may be older than its revocation; a later one is not")
                                        : new CloseException(CloseCode.BAD_TOKEN, "the token was revoked")));
    }

    /// The users revoked at `since` (Unix milliseconds by the store's clock) or later, and when.
    public Future<Map<String, Long>> since(long since) {
        return read(Long.toString(since)).map(answer -> {
            Map<String, Long> found = new LinkedHashMap<>();
            for (int i = 0; i + 1 < answer.size(); i += 2) {
                found.put(answer.get(i).toString(), answer.get(i + 1).toLong());
            }
            return found;
        });
    }

    /// The latest time that the store has ever returned, even if its clock was set back since: no token was
    /// issued later. Unix milliseconds.
    Future<Long> latest() {
        return read("+inf").map(answer -> answer.get(answer.size() - 1).toLong());
    }

    private Future<Response> read(String since) {
        return store.run(read.call()
                .key("revoked", revoked)
                .key("latest_time", latest)
                .arg("since", since)
                .arg("noted_every", NOTED_MS)
                .arg("longest", longest()));
    }

    /// How long a token issued now can be valid, in milliseconds.
    private long longest() {
        return config.age().plus(MARGIN).toMillis();
    }
}
