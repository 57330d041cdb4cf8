package chat.parley.identity;

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

/// The issuer's public keys as this pod knows them. They are fetched in the background, one fetch at a time: at the
/// start, when they have grown old, and when somebody comes with a key that is not among them, which cannot be had
/// more often than every `AGAIN`. What is known holds meanwhile, and nobody waits for it. Thread-safe.
final class IssuerKeys {

    private static final Logger LOG = Logger.getLogger(IssuerKeys.class);

    /// Whoever makes up names of keys asks an issuer no more often than that.
    static final Duration AGAIN = Duration.ofSeconds(5);

    /// A fetch that failed may be tried again after that long, later after each that fails next.
    static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

    /// Tries by itself become rarer up to that.
    private static final Duration RAREST = Duration.ofMinutes(1);

    /// For as long a token waits for a fetch; it is to be answered within 5 s (protocol.md section 2).
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private static final int MOST_DOUBLINGS = 6;
    private static final long NONE = -1;

    /// What one fetch brought.
    ///
    /// @param begun when it was asked for, in [System#nanoTime]
    /// @param came when it was there
    record UserRecord(List<JsonWebKey> keys, long begun, long came) {}

    private final Vertx vertx;
    private final IssuerConfig config;
    private final IssuerMeters meters;
    private final Supplier<Future<List<JsonWebKey>>> source;
    private final LongSupplier nanoTime;
    private volatile @Nullable UserRecord known;
    // All below is guarded by this.
    private @Nullable Future<UserRecord> underWay;
    private long next;
    private int failures;
    private long told;
    private long timer = NONE;

    /// @param source asks the issuer
    /// @param nanoTime as [System#nanoTime]
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

    /// Asks for the first time, unless somebody has.
    void start() {
        refresh();
    }

    long now() {
        return nanoTime.getAsLong();
    }

    /// Keys that hold now; none before the first fetch, and none when the last that came is too long ago.
    List<JsonWebKey> known() {
        UserRecord last = known;
        long most = config.keysAge().plus(config.keysGrace()).toNanos();
        return last == null || now() - last.came() > most ? List.of() : last.keys();
    }

    /// What the fetch under way brings, or a new one. Fails with `unavailable` when it brings nothing, or not soon,
    /// and while no new one may begin.
    Future<UserRecord> fetched() {
        Future<UserRecord> fetch;
        synchronized (this) {
            if (underWay == null && next - now() > 0) {
                return Future.failedFuture(notYet());
            }
            if (underWay == null) {
                next = now() + AGAIN.toNanos();
            }
            fetch = begun();
        }
        // Whoever asked goes on where they were.
        Context context = vertx.getOrCreateContext();
        Promise<UserRecord> answer = Promise.promise();
        fetch.timeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .recover(_ -> Future.failedFuture(notYet()))
                .onComplete(result -> context.runOnContext(_ -> answer.handle(result)));
        return answer.future();
    }

    /// Says that a token's key is not known for now, and when to ask again.
    synchronized Problem notYet() {
        long wait = TimeUnit.NANOSECONDS.toMillis(next - now()) + 1;
        return Problem.unavailable("the key of this token is not known yet (parley.issuer.keys)")
                .after(Math.max(wait, AFTER_FAILURE.toMillis()));
    }

    private synchronized void refresh() {
        begun();
    }

    /// Called under the lock.
    private Future<UserRecord> begun() {
        Future<UserRecord> fetch = underWay;
        if (fetch == null) {
            stopTimer();
            Promise<UserRecord> promise = Promise.promise();
            fetch = promise.future();
            underWay = fetch;
            long begun = now();
            ask().onComplete(result -> came(begun, result, promise));
        }
        return fetch;
    }

    private Future<List<JsonWebKey>> ask() {
        try {
            return source.get();
        } catch (RuntimeException wrongAddress) {
            return Future.failedFuture(wrongAddress);
        }
    }

    private void came(long begun, AsyncResult<List<JsonWebKey>> result, Promise<UserRecord> promise) {
        if (result.succeeded()) {
            UserRecord fresh = new UserRecord(result.result(), begun, now());
            synchronized (this) {
                known = fresh;
                failures = 0;
                over(config.keysAge());
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
        if (failures++ == 0 || now() - told > RAREST.toNanos()) {
            told = now();
            LOG.warnf("The issuer's keys cannot be fetched (parley.issuer.keys): %s", cause.getMessage());
        }
        next = now() + shorter(pause, AGAIN).toNanos();
        over(shorter(pause, RAREST));
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private void over(Duration pause) {
        underWay = null;
        timer = vertx.setTimer(pause.toMillis(), _ -> refresh());
    }

    private void stopTimer() {
        if (timer != NONE) {
            vertx.cancelTimer(timer);
            timer = NONE;
        }
    }
}
