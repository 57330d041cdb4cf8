package chat.parley.identity;

import chat.parley.protocol.CloseCode;
import chat.parley.protocol.CloseException;
import chat.parley.protocol.KeyRequest;
import chat.parley.protocol.Problem;
import chat.parley.protocol.User;
import chat.parley.store.StoreClock;
import io.vertx.core.Future;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// Keys of backends and bots (protocol.md section 11): verified wherever a token may stand, and made, listed,
/// rotated and ended by operators.
@Singleton
public final class Keys {

    private static final long AGAIN_MS = 5_000;

    /// Compared with where there is no key, so that this takes as long.
    private static final StoredKey NOBODYS = new StoredKey(
            new KeyRecord("-", Set.of(), List.of(), AdminKey.USER, 0, OptionalLong.empty(), OptionalLong.empty()),
            List.of("0".repeat(64)));

    /// A new key and the user behind it.
    public record NewKeyOfBot(NewKey key, User bot) {}

    private final RedisKeys records;
    private final KeyLookups lookups;
    private final KeyUse use;
    private final AdminKey first;
    private final RedisUsers users;
    private final StoreClock clock;
    private final SecureRandom random = new SecureRandom();
    private volatile boolean everywhere;

    Keys(RedisKeys records, KeyLookups lookups, KeyUse use, AdminKey first, RedisUsers users, StoreClock clock) {
        this.records = records;
        this.lookups = lookups;
        this.use = use;
        this.first = first;
        this.users = users;
        this.clock = clock;
    }

    /// Whether all living pods know keys. Until then every key is `unavailable`: a pod of the release before would
    /// refuse it for good, and take its bot for a guest.
    public void knownEverywhere(boolean known) {
        everywhere = known;
    }

    private static Problem notEverywhere() {
        return Problem.unavailable("expected all living pods to know keys, got one of a release before that")
                .after(AGAIN_MS);
    }

    /// Verifies a key. Fails with close code 4501, in the same words and after the same work, whether it ended,
    /// expired, never was or is malformed; with `unavailable` while the store is away or too many guess.
    Future<VerifiedToken> prove(String text) {
        if (!everywhere) {
            return Future.failedFuture(notEverywhere());
        }
        PresentedKey presented = PresentedKey.of(text);
        return lookups.find(presented).compose(found -> {
            Optional<StoredKey> key = presented.id().equals(AdminKey.ID) ? first.get() : found;
            if (!key.orElse(NOBODYS).accepts(presented) || key.isEmpty()) {
                lookups.bad(presented);
                return Future.failedFuture(invalid());
            }
            lookups.good(presented);
            use.note(presented.id());
            return Future.succeededFuture(proven(key.get(), presented));
        });
    }

    private static CloseException invalid() {
        return new CloseException(CloseCode.BAD_TOKEN, "the key is not valid here, or not any more");
    }

    private static VerifiedToken proven(StoredKey key, PresentedKey presented) {
        KeyGrant grant = key.grant(presented);
        return VerifiedToken.key(key.record().user(), grant, key.record().expires());
    }

    /// Of these grants, those that are over: their key ended or expired, or was rotated and the overlap is over.
    /// The others are used just now.
    public Future<List<KeyGrant>> over(Collection<KeyGrant> grants) {
        List<KeyGrant> stored = grants.stream()
                .filter(grant -> !grant.id().equals(AdminKey.ID))
                .distinct()
                .toList();
        if (stored.isEmpty()) {
            return Future.succeededFuture(List.of());
        }
        return records.find(stored.stream().map(KeyGrant::id).distinct().toList())
                .map(found ->
                        stored.stream().filter(grant -> isOver(grant, found)).toList());
    }

    private boolean isOver(KeyGrant grant, Map<String, StoredKey> found) {
        StoredKey key = found.get(grant.id());
        if (key == null || !key.digests().contains(grant.digest())) {
            return true;
        }
        use.note(grant.id());
        return false;
    }

    /// Makes a key and its bot. Fails with `conflict` if there are too many.
    public Future<NewKeyOfBot> make(KeyRequest request) {
        if (!everywhere) {
            return Future.failedFuture(notEverywhere());
        }
        request.expires().ifPresent(this::checkFuture);
        NewKey key = NewKey.random(random);
        User bot = new User(NewKey.bot(random), request.name().value());
        return records.make(new RedisKeys.Making(
                        key.id(),
                        KeyRecord.text(bot, request.scopes(), request.rooms()),
                        request.expires().orElse(0),
                        PresentedKey.digest(key.text())))
                .compose(made -> switch (made) {
                    // Only then can others invite it.
                    case MADE -> users.hello(bot).map(new NewKeyOfBot(key, bot));
                    case TAKEN -> make(request);
                    case FULL ->
                        Future.failedFuture(Problem.conflict(
                                "expected fewer than " + RedisKeys.MOST + " keys; end one that is not used"));
                });
    }

    private void checkFuture(long expires) {
        long now = clock.millis();
        if (expires <= now) {
            throw Problem.badRequest(
                    "expires: expected a time in the future, in Unix milliseconds above " + now + ", got " + expires);
        }
    }

    /// All keys but the first, the newest first.
    public Future<List<KeyRecord>> list() {
        return records.list()
                .map(all -> all.stream()
                        .map(StoredKey::record)
                        .sorted(Comparator.comparingLong(KeyRecord::created)
                                .reversed()
                                .thenComparing(KeyRecord::id))
                        .toList());
    }

    /// Gives a key another secret; the one before stays good for the overlap, and any before that ends.
    public Future<NewKey> rotate(String id, Duration overlap) {
        NewKey fresh = NewKey.random(id, random);
        return records.rotate(id, PresentedKey.digest(fresh.text()), overlap.toMillis())
                .map(rotated -> {
                    if (!rotated) {
                        throw unknown(id);
                    }
                    return fresh;
                });
    }

    /// Ends a key for good. Its bot is removed from its rooms as a guest who stays away.
    public Future<Void> end(String id) {
        return records.end(id)
                .compose(ended -> ended.map(key -> users.abandon(key.user().id()))
                        .orElseGet(() -> Future.failedFuture(unknown(id))));
    }

    /// Ends the keys that have expired, as far as that has not been done. Safe to call anywhere at any time.
    public Future<Void> endExpired() {
        return records.expired().compose(all -> {
            Future<Void> done = Future.succeededFuture();
            for (KeyRecord key : all) {
                // The bot first: a key that is gone is not found again.
                done = done.compose(_ -> users.abandon(key.user().id()))
                        .compose(_ -> records.end(key.id()).mapEmpty());
            }
            return done;
        });
    }

    private static Problem unknown(String id) {
        return id.equals(AdminKey.ID)
                ? Problem.notFound("id: expected that of a key made here; the one of PARLEY_ADMIN_KEY is changed there")
                : Problem.notFound("id: expected that of a key that has not ended (GET /api/admin/keys)");
    }
}
