package chat.parley.identity;

import chat.parley.failure.Problems;
import chat.parley.protocol.Problem;
import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jose4j.jwk.JsonWebKey;
import org.jspecify.annotations.Nullable;

/// This pod's cache of the issuer's public keys. They are fetched in the background, one fetch at a time: at
/// the start, when they have aged, and when a token names an unknown key, but then at most once per `AGAIN`.
/// Known keys stay valid during a fetch, and only tokens with an unknown key wait for it. Thread-safe.
final class IssuerKeys {

    private static final Logger LOG = Logger.getLogger(IssuerKeys.class);

    /// Minimum time between fetches for unknown keys, so that clients that invent key ids do not flood the
    /// issuer.
    static final Duration AGAIN = Duration.ofSeconds(5);

    /// Minimum time between a failed fetch and the next; doubles with each further failure.
    static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

    /// Maximum time between automatic retries.
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    /// How long a token waits for a fetch; it has to be answered within 5 s (protocol.md section 2).
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private static final int MOST_DOUBLINGS = 6;
    private static final long NONE = -1;

    /// The result of a fetch.
    ///
    /// @param begun when it started, of [System#nanoTime]
    /// @param came when it completed
    record FetchedKeys(List<JsonWebKey> keys, long begun, long came) {}

    private final Vertx vertx;
    private final IssuerConfig config;
    private final IssuerMeters meters;
    private final Supplier<Future<List<JsonWebKey>>> source;
    private final LongSupplier nanoTime;
    private volatile @Nullable FetchedKeys latest;
    // All fields below are guarded by this.
    private @Nullable Future<FetchedKeys> pending;
    private long next;
    private int failures;
    private long warnedAt;
    private long timer = NONE;

    /// @param source requests the keys from the issuer
    /// @param nanoTime like [System#nanoTime]
    IssuerKeys(
            Vertx vertx,
            IssuerConfig config,
            IssuerMeters meters,
            Supplier<Future<List<JsonWebKey>>> source,
            LongSupplier nanoTime) {
        this.vertx = vertx;
        this.config = config;
        this.meters = meters;
        this.source = source;
        this.nanoTime = nanoTime;
        this.next = nanoTime.getAsLong();
    }

    /// Starts the first fetch, unless one has started.
    void start() {
        refresh();
    }

    long now() {
        return nanoTime.getAsLong();
    }

    /// The keys that are valid now; empty before the first fetch, and if the last successful one is too old.
    List<JsonWebKey> known() {
        FetchedKeys last = latest;
        long most = config.keysAge().plus(config.keysGrace()).toNanos();
        return last == null || now() - last.came() > most ? List.of() : last.keys();
    }

    /// The result of the pending fetch, or of a new one. Fails with `unavailable` if it fails or takes too
    /// long, or while no new one may start.
    Future<FetchedKeys> fetched() {
        Future<FetchedKeys> fetch;
        synchronized (this) {
            if (pending == null && next - now() > 0) {
                return Future.failedFuture(notYet());
            }
            if (pending == null) {
                next = now() + AGAIN.toNanos();
            }
            fetch = startFetch();
        }
        // Completes on the caller's context.
        Context context = vertx.getOrCreateContext();
        Promise<FetchedKeys> answer = Promise.promise();
        fetch.timeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .recover(_ -> Future.failedFuture(notYet()))
                .onComplete(result -> context.runOnContext(_ -> answer.handle(result)));
        return answer.future();
    }

    /// The problem of a token whose key is not known yet, with the time to retry.
    synchronized Problem notYet() {
        long wait = TimeUnit.NANOSECONDS.toMillis(next - now()) + 1;
        return Problems.keyUnknown(Math.max(wait, AFTER_FAILURE.toMillis()));
    }

    private synchronized void refresh() {
        startFetch();
    }

    /// Called under the lock.
    private Future<FetchedKeys> startFetch() {
        Future<FetchedKeys> fetch = pending;
        if (fetch == null) {
            stopTimer();
            Promise<FetchedKeys> promise = Promise.promise();
            fetch = promise.future();
            pending = fetch;
            long begun = now();
            request().onComplete(result -> completed(begun, result, promise));
        }
        return fetch;
    }

    private Future<List<JsonWebKey>> request() {
        try {
            return source.get();
        } catch (RuntimeException wrongAddress) {
            return Future.failedFuture(wrongAddress);
        }
    }

    private void completed(long begun, AsyncResult<List<JsonWebKey>> result, Promise<FetchedKeys> promise) {
        if (result.succeeded()) {
            FetchedKeys fresh = new FetchedKeys(result.result(), begun, now());
            synchronized (this) {
                latest = fresh;
                failures = 0;
                finished(config.keysAge());
            }
            meters.fetched(fresh.keys().size());
            promise.complete(fresh);
        } else {
            synchronized (this) {
                failed(result.cause());
            }
            meters.failed();
            promise.fail(result.cause());
        }
    }

    private void failed(Throwable cause) {
        Duration pause = AFTER_FAILURE.multipliedBy(1L << Math.min(failures, MOST_DOUBLINGS));
        if (failures++ == 0 || now() - warnedAt > LONGEST_PAUSE.toNanos()) {
            warnedAt = now();
            LOG.warnf("Cannot fetch the issuer's keys (parley.issuer.keys): %s", cause.getMessage());
        }
        next = now() + shorter(pause, AGAIN).toNanos();
        finished(shorter(pause, LONGEST_PAUSE));
    }

    private static Duration shorter(Duration first, Duration second) {
        return first.compareTo(second) < 0 ? first : second;
    }

    private void finished(Duration pause) {
        pending = null;
        timer = vertx.setTimer(pause.toMillis(), _ -> refresh());
    }

    private void stopTimer() {
        if (timer != NONE) {
            vertx.cancelTimer(timer);
            timer = NONE;
        }
    }
}
