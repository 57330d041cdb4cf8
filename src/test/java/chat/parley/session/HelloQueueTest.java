package chat.parley.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.protocol.Empty;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Thousands who come back at once.
class HelloQueueTest {
    private static final int MANY = 1_000;

    private final HelloQueue queue = new HelloQueue();
    private final List<Integer> begun = new ArrayList<>();
    private final List<Promise<Answer>> works = new ArrayList<>();

    private Future<Answer> hello(int number, AtomicBoolean wanted) {
        return queue.run(Runnable::run, wanted::get, () -> {
            begun.add(number);
            works.add(Promise.promise());
            return works.getLast().future();
        });
    }

    @Test
    void someAreUnderWayAndTheOthersComeInTheirOrder() {
        List<Future<Answer>> answers = IntStream.range(0, MANY)
                .mapToObj(i -> hello(i, new AtomicBoolean(true)))
                .toList();
        assertEquals(HelloQueue.MOST_UNDER_WAY, begun.size());
        for (int i = 0; i < MANY; i++) {
            assertTrue(begun.size() - i <= HelloQueue.MOST_UNDER_WAY);
            if (i % 2 == 0) {
                works.get(i).complete(Answer.of(new Empty()));
            } else {
                works.get(i).fail("away");
            }
        }
        assertEquals(IntStream.range(0, MANY).boxed().toList(), begun);
        assertEquals(MANY / 2, answers.stream().filter(Future::succeeded).count());
        assertEquals(MANY / 2, answers.stream().filter(Future::failed).count());
    }

    @Test
    void whoGaveUpWaitingIsPassedOver() {
        AtomicBoolean wanted = new AtomicBoolean(true);
        for (int i = 0; i < HelloQueue.MOST_UNDER_WAY; i++) {
            hello(i, new AtomicBoolean(true));
        }
        Future<Answer> gone = hello(MANY, wanted);
        hello(MANY + 1, new AtomicBoolean(true));
        wanted.set(false);
        works.getFirst().complete(Answer.of(new Empty()));
        assertTrue(gone.failed());
        assertEquals(MANY + 1, begun.getLast());
        assertEquals(HelloQueue.MOST_UNDER_WAY + 1, begun.size());
    }

    @Test
    void whatFailsAtOnceKeepsNoPlace() {
        for (int i = 0; i < MANY; i++) {
            assertTrue(queue.run(Runnable::run, () -> true, () -> {
                        throw new IllegalStateException("a mistake");
                    })
                    .failed());
        }
        hello(1, new AtomicBoolean(true));
        assertEquals(List.of(1), begun);
    }
}
