package chat.parley.limits;

import chat.parley.protocol.Problem;
import chat.parley.store.RedisScript;
import chat.parley.store.RedisStore;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// How many bytes each user adds to the store, over all rooms and pods (`parley.limits.bytes-per-minute`). A
/// pod fetches a portion at a time, so that short messages cost no call of their own; the unused part is lost
/// with the pod, at most [#PORTION] for each user and pod. When the store's memory runs short, those who
/// added most within the last hour are limited first. Results of one user keep the order of their requests.
/// Thread-safe.
@Singleton
public final class RedisUserBytes {

    /// How much a pod fetches at once.
    static final int PORTION = 64 << 10;
    /// With more users than this, idle portions are dropped.
    private static final int MOST_KEPT = 20_000;

    private static final RedisScript SCRIPT = RedisScript.of("lib/clock.lua", "user-bytes.lua");

    private record Waiting(int bytes, Promise<Void> answer) {}

    private static final class Portion {
        private final Deque<Waiting> waiting = new ArrayDeque<>();
        private long left;
    }

    private final RedisStore store;
    private final ByteRates rates;
    private final Map<String, Portion> portions = new ConcurrentHashMap<>();

    @Inject
    public RedisUserBytes(RedisStore store, ByteRates rates) {
        this.store = store;
        this.rates = rates;
    }

    /// Takes bytes of the user's allowance. Fails with `rate_limited` and the time to wait, and then takes
    /// nothing; or as the store fails.
    public Future<Void> take(String user, int bytes) {
        Portion portion = portions.computeIfAbsent(user, _ -> new Portion());
        Promise<Void> answer = Promise.promise();
        boolean first;
        synchronized (portion) {
            if (portion.waiting.isEmpty() && portion.left >= bytes) {
                portion.left -= bytes;
                return Future.succeededFuture();
            }
            first = portion.waiting.isEmpty();
            portion.waiting.add(new Waiting(bytes, answer));
        }
        if (first) {
            fetch(user, portion, bytes);
        }
        return answer.future();
    }

    /// Returns bytes that were not stored.
    public void giveBack(String user, int bytes) {
        Portion portion = portions.get(user);
        if (portion != null) {
            synchronized (portion) {
                portion.left = Math.min(Math.max(portion.left, PORTION), portion.left + bytes);
            }
        }
    }

    private void fetch(String user, Portion portion, int bytes) {
        ByteRates.Rate rate = rates.of(user);
        long allowed = store.allowedInAnHour();
        store.run(SCRIPT.call()
                        .key("added_by_user", store.prefix().key("{user:" + user + "}:bytes"))
                        .arg("least", bytes)
                        .arg("most", allowed < 0 ? Math.max(bytes, PORTION) : bytes)
                        .arg("per_minute", rate.perMinute())
                        .arg("burst", rate.burst())
                        .arg("allowed", allowed))
                .onComplete(granted -> fetched(
                        user, portion, granted.succeeded() ? granted.result().toLong() : 0, granted.cause()));
    }

    /// Serves the waiting requests in their order; the first is refused if the portion does not suffice, and
    /// the next fetches again. They complete before later requests can take any, so that nothing overtakes.
    private void fetched(String user, Portion portion, long granted, @Nullable Throwable failure) {
        int next;
        synchronized (portion) {
            portion.left += Math.max(0, granted);
            Waiting first = Objects.requireNonNull(portion.waiting.peek());
            if (first.bytes() > portion.left) {
                first.answer().fail(failure == null ? tooMany(user, granted) : failure);
                portion.waiting.remove();
            }
            for (Waiting request = portion.waiting.peek();
                    request != null && request.bytes() <= portion.left;
                    request = portion.waiting.peek()) {
                portion.left -= request.bytes();
                request.answer().complete();
                portion.waiting.remove();
            }
            next = portion.waiting.isEmpty() ? 0 : portion.waiting.peek().bytes();
        }
        if (next > 0) {
            fetch(user, portion, next);
        } else if (portions.size() > MOST_KEPT) {
            portions.values().removeIf(RedisUserBytes::idle);
        }
    }

    private static boolean idle(Portion portion) {
        synchronized (portion) {
            return portion.waiting.isEmpty();
        }
    }

    private Problem tooMany(String user, long granted) {
        return Problem.rateLimited(
                "expected at most " + rates.of(user).perMinute()
                        + " bytes a minute (parley.limits.bytes-per-minute, parley.limits.bytes-burst)",
                Math.max(1, -granted));
    }
}
