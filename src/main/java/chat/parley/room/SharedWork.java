package chat.parley.room;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;

/// Work that several commands wait for, on any event loop, and that this pod does once for all of them. Each
/// future completes on its caller's context.
///
/// @param <K> what the work is for
final class SharedWork<K> {

    private final Vertx vertx;
    private final ConcurrentMap<K, Future<Void>> running = new ConcurrentHashMap<>();

    SharedWork(Vertx vertx) {
        this.vertx = vertx;
    }

    /// Starts the work unless it is under way.
    Future<Void> run(K subject, Supplier<Future<Void>> work) {
        Context context = vertx.getOrCreateContext();
        Promise<Void> mine = Promise.promise();
        Promise<Void> first = Promise.promise();
        Future<Void> shared = running.putIfAbsent(subject, first.future());
        if (shared == null) {
            shared = first.future();
            Future.succeededFuture().compose(_ -> work.get()).onComplete(result -> {
                running.remove(subject);
                if (result.succeeded()) {
                    first.complete();
                } else {
                    first.fail(result.cause());
                }
            });
        }
        shared.onComplete(result -> context.runOnContext(_ -> {
            if (result.succeeded()) {
                mine.tryComplete();
            } else {
                mine.tryFail(result.cause());
            }
        }));
        return mine.future();
    }
}
