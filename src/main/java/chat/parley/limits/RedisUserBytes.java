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
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// How many bytes each user adds to the store, through all rooms and pods (`parley.limits.bytes-per-minute`). A pod
/// asks the store for some at a time, so that short messages cost no call of their own; what it was given and did not
/// need is lost with it, at most [#PORTION] for each user and pod. Near the store's memory those who added most within
/// the last hour are limited first. Answers come in the order of the questions of one user. Thread-safe.
@Singleton
public final class RedisUserBytes {

    /// What a pod asks for at once.
    static final int PORTION = 64 << 10;
    /// With more users than this those go for whom nobody waits.
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

    /// Takes so many bytes of the user's. Fails with `rate_limited` and the time to wait, and then takes nothing; or as
    /// the store does.
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
            ask(user, portion, bytes);
        }
        return answer.future();
    }

    /// What was taken is not needed: nothing was stored.
    public void giveBack(String user, int bytes) {
        Portion portion = portions.get(user);
        if (portion != null) {
            synchronized (portion) {
                portion.left = Math.min(Math.max(portion.left, PORTION), portion.left + bytes);
            }
        }
    }

    private void ask(String user, Portion portion, int bytes) {
        ByteRates.Rate rate = rates.user();
        long allowed = store.allowedInAnHour();
        store.run(
                        SCRIPT,
                        List.of("parley:{user:" + user + "}:bytes"),
                        List.of(
                                bytes,
                                allowed < 0 ? Math.max(bytes, PORTION) : bytes,
                                rate.perMinute(),
                                rate.burst(),
                                allowed))
                .onComplete(given -> answered(
                        user, portion, given.succeeded() ? given.result().toLong() : 0, given.cause()));
    }

    /// Gives to those who wait, in their order; the first is refused when there is nothing for them, and the next asks
    /// anew. They are told before anybody who comes later can take any, so that nobody overtakes.
    private void answered(String user, Portion portion, long given, @Nullable Throwable failure) {
        int next;
        synchronized (portion) {
            portion.left += Math.max(0, given);
            Waiting first = Objects.requireNonNull(portion.waiting.peek());
            if (first.bytes() > portion.left) {
                first.answer().fail(failure == null ? tooMany(given) : failure);
                portion.waiting.remove();
            }
            for (Waiting one = portion.waiting.peek();
                    one != null && one.bytes() <= portion.left;
                    one = portion.waiting.peek()) {
                portion.left -= one.bytes();
                one.answer().complete();
                portion.waiting.remove();
            }
            next = portion.waiting.isEmpty() ? 0 : portion.waiting.peek().bytes();
        }
        if (next > 0) {
            ask(user, portion, next);
        } else if (portions.size() > MOST_KEPT) {
            portions.values().removeIf(RedisUserBytes::idle);
        }
    }

    private static boolean idle(Portion portion) {
        synchronized (portion) {
            return portion.waiting.isEmpty();
        }
    }

    private Problem tooMany(long given) {
        return Problem.rateLimited(
                "expected at most " + rates.user().perMinute()
                        + " bytes a minute (parley.limits.bytes-per-minute, parley.limits.bytes-burst)",
                Math.max(1, -given));
    }
}
