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

    /// What a user has left here, and who waits for more, the first first. One thread at a time serves them.
    private static final class Portion {
        private final Deque<Waiting> waiting = new ArrayDeque<>();
        private long left;

        /// Takes the bytes if nobody waits and they are there; else the request waits.
        private synchronized Taken take(Waiting request) {
            boolean first = waiting.isEmpty();
            if (first && left >= request.bytes()) {
                left -= request.bytes();
                return Taken.AT_ONCE;
            }
            waiting.add(request);
            return first ? Taken.FIRST_TO_WAIT : Taken.WAITS;
        }

        private synchronized void giveBack(int bytes) {
            left = Math.min(Math.max(left, PORTION), left + bytes);
        }

        private synchronized Waiting add(long granted) {
            left += granted;
            return waiting.element();
        }

        private synchronized boolean pay(Waiting request) {
            if (request.bytes() > left) {
                return false;
            }
            left -= request.bytes();
            return true;
        }

        /// The first was served: returns the next.
        private synchronized @Nullable Waiting next() {
            waiting.remove();
            return waiting.peek();
        }

        private synchronized boolean idle() {
            return waiting.isEmpty();
        }
    }

    private enum Taken {
        AT_ONCE,
        WAITS,
        FIRST_TO_WAIT
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
        Waiting request = new Waiting(bytes, Promise.promise());
        return switch (portion.take(request)) {
            case AT_ONCE -> Future.succeededFuture();
            case WAITS -> request.answer().future();
            case FIRST_TO_WAIT -> {
                fetch(user, portion, bytes);
                yield request.answer().future();
            }
        };
    }

    /// Returns bytes that were not stored.
    public void giveBack(String user, int bytes) {
        Portion portion = portions.get(user);
        if (portion != null) {
            portion.giveBack(bytes);
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
    /// the next fetches again. Each waits until it has its answer, so that nothing overtakes it; the answers are
    /// given outside of the lock, since those who get them do more.
    private void fetched(String user, Portion portion, long granted, @Nullable Throwable failure) {
        Waiting first = portion.add(Math.max(0, granted));
        if (portion.pay(first)) {
            first.answer().complete();
        } else {
            first.answer().fail(failure == null ? tooMany(user, granted) : failure);
        }
        Waiting next = portion.next();
        while (next != null && portion.pay(next)) {
            next.answer().complete();
            next = portion.next();
        }
        if (next != null) {
            fetch(user, portion, next.bytes());
        } else if (portions.size() > MOST_KEPT) {
            portions.values().removeIf(Portion::idle);
        }
    }

    private Problem tooMany(String user, long granted) {
        return Problem.rateLimited(
                "expected at most " + rates.of(user).perMinute()
                        + " bytes a minute (parley.limits.bytes-per-minute, parley.limits.bytes-burst)",
                Math.max(1, -granted));
    }
}
