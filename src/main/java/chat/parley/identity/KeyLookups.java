package chat.parley.identity;

import chat.parley.protocol.Problem;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Looks keys up in the store for this pod, one call at a time: those that come meanwhile go into the next one
/// together. So guessing costs the store one small call at a time, however many guess. Keys that were good
/// lately go into each call; of others, among them all guesses, only a portion, and beyond a queue of them they
/// are refused. Every lookup, good or not, takes the same way. Thread-safe.
@Singleton
final class KeyLookups {

    /// Unknown keys in one call.
    static final int PORTION = 100;

    /// Unknown keys that wait.
    static final int MOST_WAITING = 1_000;

    private static final int MOST_KNOWN = 10_000;
    private static final long AGAIN_MS = 1_000;

    private record Waiting(PresentedKey key, Promise<Optional<StoredKey>> answer) {}

    private final VertxInternal vertx;
    private final Function<Collection<String>, Future<Map<String, StoredKey>>> store;
    // All below are guarded by this.
    /// Digests of keys that were good, the latest last: there are no more than keys.
    private final Map<String, Boolean> good = new LinkedHashMap<>();

    private final Deque<Waiting> known = new ArrayDeque<>();
    private final Deque<Waiting> unknown = new ArrayDeque<>();
    private boolean underWay;

    @Inject
    KeyLookups(Vertx vertx, RedisKeys keys) {
        this(vertx, keys::find);
    }

    KeyLookups(Vertx vertx, Function<Collection<String>, Future<Map<String, StoredKey>>> store) {
        this.vertx = (VertxInternal) vertx;
        this.store = store;
    }

    /// The key of this id, if it has not ended. Completes on the caller's context; fails with `unavailable` if
    /// too many unknown keys wait.
    Future<Optional<StoredKey>> find(PresentedKey key) {
        Promise<Optional<StoredKey>> answer = vertx.promise();
        List<Waiting> next;
        synchronized (this) {
            boolean wasGood = good.containsKey(key.digest());
            if (!wasGood && unknown.size() >= MOST_WAITING) {
                return Future.failedFuture(
                        Problem.unavailable("expected fewer unknown keys at once, got " + unknown.size() + " that wait")
                                .after(AGAIN_MS));
            }
            (wasGood ? known : unknown).add(new Waiting(key, answer));
            next = takeNext();
        }
        start(next);
        return answer.future();
    }

    /// The key was good: further uses do not wait behind guesses.
    synchronized void good(PresentedKey key) {
        if (good.put(key.digest(), true) == null && good.size() > MOST_KNOWN) {
            good.remove(good.keySet().iterator().next());
        }
    }

    /// The key was not good, or is not any more.
    synchronized void bad(PresentedKey key) {
        good.remove(key.digest());
    }

    /// What goes into the next call; nothing while one is under way.
    private List<Waiting> takeNext() {
        if (underWay || (known.isEmpty() && unknown.isEmpty())) {
            return List.of();
        }
        underWay = true;
        List<Waiting> next = new ArrayList<>(known);
        known.clear();
        for (int i = 0; i < PORTION && !unknown.isEmpty(); i++) {
            next.add(unknown.remove());
        }
        return next;
    }

    private void start(List<Waiting> next) {
        if (!next.isEmpty()) {
            Set<String> ids = new LinkedHashSet<>();
            next.forEach(waiting -> ids.add(waiting.key().id()));
            store.apply(ids).onComplete(result -> found(next, result));
        }
    }

    private void found(List<Waiting> asked, AsyncResult<Map<String, StoredKey>> result) {
        List<Waiting> next;
        synchronized (this) {
            underWay = false;
            next = takeNext();
        }
        start(next);
        Map<String, StoredKey> keys = result.succeeded() ? result.result() : new HashMap<>();
        asked.forEach(waiting -> {
            if (result.succeeded()) {
                waiting.answer()
                        .complete(Optional.ofNullable(keys.get(waiting.key().id())));
            } else {
                waiting.answer().fail(result.cause());
            }
        });
    }
}
