package chat.parley.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.parley.kit.Store;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What sessions log, when many begin or end at once.
final class SessionLogTest {
    private static final List<Integer> HUNDRED = IntStream.range(0, 100).boxed().toList();

    private final Vertx vertx = Vertx.vertx();
    private final SessionLog log = new SessionLog(vertx);
    private final List<Integer> written = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        vertx.close();
    }

    @Test
    void firstLineIsWrittenAtOnceAndTheOthersInOrder() {
        assertEquals(List.of(0), inOneTurn(() -> {}));
        Awaitility.await().until(() -> written.size() == HUNDRED.size());
        assertEquals(HUNDRED, written);
    }

    @Test
    void nothingWaitsOnceThePodEnds() {
        assertEquals(HUNDRED, inOneTurn(log::end));
        log.write(() -> written.add(100));
        assertEquals(101, written.size());
    }

    /// A hundred lines; returns what was written in the same turn of the event loop.
    private List<Integer> inOneTurn(Runnable then) {
        Promise<List<Integer>> soFar = Promise.promise();
        vertx.getOrCreateContext().runOnContext(_ -> {
            HUNDRED.forEach(number -> log.write(() -> written.add(number)));
            then.run();
            soFar.complete(List.copyOf(written));
        });
        Future<List<Integer>> future = soFar.future();
        return Store.result(future);
    }
}
