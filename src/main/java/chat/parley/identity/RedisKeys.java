package chat.parley.identity;

import chat.parley.store.RedisScript;
import chat.parley.store.RedisStore;
import chat.parley.store.ScriptCall;
import io.vertx.core.Future;
import io.vertx.redis.client.Response;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// Keys of backends in Redis, all in one slot: what is written of each, the digests of its secrets, and when
/// it was last used. No secret is there.
@Singleton
final class RedisKeys {

    /// How many there may be: a list of all of them is one answer.
    static final int MOST = 1_000;

    private static final RedisScript FIND = RedisScript.of("lib/clock.lua", "find-keys.lua");
    private static final RedisScript LIST = RedisScript.of("lib/clock.lua", "list-keys.lua");
    private static final RedisScript MAKE = RedisScript.of("lib/clock.lua", "make-key.lua");
    private static final RedisScript ROTATE = RedisScript.of("lib/clock.lua", "rotate-key.lua");
    private static final RedisScript END = RedisScript.of("end-key.lua");
    private static final RedisScript USE = RedisScript.of("lib/clock.lua", "use-key.lua");

    private final RedisStore store;
    /// Hash: id → what is written of the key.
    private final String written;
    /// Hash: id → when it expires and the digests of its secrets. In the same slot, as is the next.
    private final String secrets;
    /// Hash: id → when it was last used.
    private final String used;

    private final RedisScript find;

    @Inject
    RedisKeys(RedisStore store) {
        this(store, FIND);
    }

    RedisKeys(RedisStore store, RedisScript find) {
        this.store = store;
        this.written = store.prefix().key("keys");
        this.secrets = store.prefix().key("{" + written + "}:secrets");
        this.used = store.prefix().key("{" + written + "}:used");
        this.find = find;
    }

    /// What a new key is made of.
    ///
    /// @param expires Unix milliseconds, 0 for never
    record Making(String id, String text, long expires, String digest) {}

    enum Made {
        MADE,
        TAKEN,
        FULL
    }

    /// Those of these keys that exist and have not expired.
    Future<Map<String, StoredKey>> find(Collection<String> ids) {
        List<String> wanted = List.copyOf(ids);
        ScriptCall call = find.call().key("written", written).key("secrets", secrets);
        wanted.forEach(id -> call.arg("id", id));
        return store.run(call).map(answer -> {
            long now = answer.get(0).toLong();
            Map<String, StoredKey> found = new HashMap<>();
            for (int i = 0; i < wanted.size(); i++) {
                String id = wanted.get(i);
                StoredKey.read(id, text(answer, 2 * i + 1), text(answer, 2 * i + 2), OptionalLong.empty(), now)
                        .ifPresent(key -> found.put(id, key));
            }
            return found;
        });
    }

    /// All keys that have not expired.
    Future<List<StoredKey>> list() {
        return all().map(answer -> {
            long now = answer.get(0).toLong();
            List<StoredKey> all = new ArrayList<>();
            for (int i = 1; i + 3 < answer.size(); i += 4) {
                String at = text(answer, i + 3);
                OptionalLong last = at.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(at));
                StoredKey.read(text(answer, i), text(answer, i + 1), text(answer, i + 2), last, now)
                        .ifPresent(all::add);
            }
            return all;
        });
    }

    /// What is left of keys that have expired.
    Future<List<KeyRecord>> expired() {
        return all().map(answer -> {
            long now = answer.get(0).toLong();
            List<KeyRecord> expired = new ArrayList<>();
            for (int i = 1; i + 3 < answer.size(); i += 4) {
                String id = text(answer, i);
                String text = text(answer, i + 1);
                if (StoredKey.read(id, text, text(answer, i + 2), OptionalLong.empty(), now)
                        .isEmpty()) {
                    expired.add(KeyRecord.read(id, text, OptionalLong.empty(), OptionalLong.empty()));
                }
            }
            return expired;
        });
    }

    private Future<Response> all() {
        return store.run(
                LIST.call().key("written", written).key("secrets", secrets).key("used", used));
    }

    Future<Made> make(Making key) {
        return store.run(MAKE.call()
                        .key("written", written)
                        .key("secrets", secrets)
                        .key("used", used)
                        .arg("id", key.id())
                        .arg("facts", key.text())
                        .arg("expires", key.expires())
                        .arg("digest", key.digest())
                        .arg("most", MOST))
                .map(answer -> switch (answer.toString()) {
                    case "made" -> Made.MADE;
                    case "taken" -> Made.TAKEN;
                    default -> Made.FULL;
                });
    }

    /// Gives a key another secret; false if there is no such key.
    Future<Boolean> rotate(String id, String digest, long overlapMillis) {
        return store.run(ROTATE.call()
                        .key("secrets", secrets)
                        .arg("id", id)
                        .arg("digest", digest)
                        .arg("overlap", overlapMillis))
                .map(answer -> answer.toInteger() == 1);
    }

    /// Ends a key, and returns what it was; empty if there is no such key.
    Future<Optional<KeyRecord>> end(String id) {
        return store.run(END.call()
                        .key("written", written)
                        .key("secrets", secrets)
                        .key("used", used)
                        .arg("id", id))
                .map(answer -> answer.toString().isEmpty()
                        ? Optional.empty()
                        : Optional.of(
                                KeyRecord.read(id, answer.toString(), OptionalLong.empty(), OptionalLong.empty())));
    }

    /// Notes that these were used just now.
    Future<Void> use(Collection<String> ids) {
        ScriptCall call = USE.call().key("written", written).key("used", used);
        ids.forEach(id -> call.arg("id", id));
        return store.run(call).mapEmpty();
    }

    private static String text(Response answer, int index) {
        return answer.get(index).toString();
    }
}
