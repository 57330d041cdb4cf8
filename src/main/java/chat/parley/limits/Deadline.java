package chat.parley.limits;

import chat.parley.failure.Problems;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;

/// Ensures that every command gets its reply within 5 s (protocol.md section 2), even if it takes several
/// steps.
public final class Deadline {

    private static final long MS = 4_500;

    private Deadline() {}

    /// The same future, or `unavailable` if it takes too long; the work itself continues.
    public static <T> Future<T> of(Vertx vertx, Future<T> work) {
        if (work.isComplete()) {
            return work;
        }
        Promise<T> answer = Promise.promise();
        long timer = vertx.setTimer(MS, _ -> answer.tryFail(Problems.timeout(MS)));
        work.onComplete(result -> {
            vertx.cancelTimer(timer);
            if (result.succeeded()) {
                answer.tryComplete(result.result());
            } else {
                answer.tryFail(result.cause());
            }
        });
        return answer.future();
    }
}
