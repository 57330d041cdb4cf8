package chat.parley.reader;

import chat.parley.protocol.Problem;
import chat.parley.protocol.RoomId;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/// Puts each room on the readers' list before something is added to its log, so that no pod's death leaves an
/// entry that nobody reads (src/docs/adr/0003-a-users-list-of-rooms-is-never-too-short.md). A room stays listed
/// for far longer than this pod remembers that it is. Thread-safe.
final class ListedRooms {

    /// A message is answered within 5 s, of which the store may take 4.
    private static final long PATIENCE_MS = 1_000;
    /// For so long a room is not listed again; a reader takes none from the list before five times that.
    static final long FRESH_MS = 60_000;

    private static final long NANOS = 1_000_000;

    private final Vertx vertx;
    private final List<RedisReaders> readers;
    private final LongSupplier nanoTime;
    /// Room → until when it needs not be listed again, by the monotonic clock.
    private final ConcurrentHashMap<RoomId, Long> fresh = new ConcurrentHashMap<>();

    /// @param readers those of each consumer
    ListedRooms(Vertx vertx, List<RedisReaders> readers, LongSupplier nanoTime) {
        this.vertx = vertx;
        this.readers = List.copyOf(readers);
        this.nanoTime = nanoTime;
    }

    /// Completes when the room is on the list; fails if the store does not say so in time.
    Future<Void> before(RoomId room) {
        long now = nanoTime.getAsLong();
        Long until = fresh.get(room);
        if (until != null && until - now > 0) {
            return Future.succeededFuture();
        }
        Promise<Void> answer = Promise.promise();
        long timer = vertx.setTimer(PATIENCE_MS, _ -> answer.tryFail(unanswered()));
        Future.all(readers.stream().map(one -> one.list(List.of(room), 0)).toList())
                .onComplete(result -> {
                    vertx.cancelTimer(timer);
                    if (result.succeeded()) {
                        fresh.put(room, now + FRESH_MS * NANOS);
                        answer.tryComplete();
                    } else {
                        answer.tryFail(result.cause());
                    }
                });
        return answer.future();
    }

    private static Problem unanswered() {
        return Problem.unavailable(
                "the message was not stored by this command: the store did not answer within " + PATIENCE_MS + " ms");
    }

    /// The store may have lost its list: each room is listed again.
    void forget() {
        fresh.clear();
    }

    /// Forgets what it need not know any more.
    void tidy() {
        long now = nanoTime.getAsLong();
        fresh.values().removeIf(until -> until - now <= 0);
    }
}
