package chat.parley.session;

import static java.util.concurrent.TimeUnit.HOURS;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.protocol.Empty;
import chat.parley.protocol.Problem;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Thousands of clients that reconnect at once.
class HelloQueueTest {
    private static final int MANY = 1_000;
    private static final int LATER = 200;
    private static final int EARLY = 2_000;

    private static final HelloQueue.HelloSender ANYBODY = new HelloQueue.HelloSender("anybody", false);

    private long now;
    private final HelloQueue queue = new HelloQueue(new RetrySchedule(() -> now));
    private final List<Integer> begun = new ArrayList<>();
    private final List<Promise<Answer>> works = new ArrayList<>();

    private Future<Answer> hello(int number, AtomicBoolean wanted) {
        return queue.run(ANYBODY, Runnable::run, wanted::get, () -> {
            begun.add(number);
            works.add(Promise.promise());
            return works.getLast().future();
        });
    }

    @Test
    void limitedNumberRunsAndOthersFollowInOrder() {
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

    private Future<Answer> hello(int number, String whose, boolean renews) {
        return queue.run(new HelloQueue.HelloSender(whose, renews), Runnable::run, () -> true, () -> {
            begun.add(number);
            works.add(Promise.promise());
            return works.getLast().future();
        });
    }

    @Test
    void usersAndAddressesTakeTurnsHoweverManyRequestsEachSends() {
        for (int i = 0; i < MANY; i++) {
            hello(i, "one", false);
        }
        hello(MANY, "another", false);
        hello(MANY + 1, "a third", false);
        works.getFirst().complete(Answer.of(new Empty()));
        works.get(1).complete(Answer.of(new Empty()));
        works.get(2).complete(Answer.of(new Empty()));
        assertEquals(
                List.of(HelloQueue.MOST_UNDER_WAY, MANY, MANY + 1),
                begun.subList(HelloQueue.MOST_UNDER_WAY, HelloQueue.MOST_UNDER_WAY + 3));
    }

    @Test
    void quarterOfThePlacesIsReservedForNewConnections() {
        for (int i = 0; i < MANY; i++) {
            hello(i, "user " + i % 100, true);
        }
        assertEquals(HelloQueue.MOST_RENEWALS, begun.size());
        for (int i = 0; i < HelloQueue.MOST_UNDER_WAY - HelloQueue.MOST_RENEWALS; i++) {
            hello(MANY + i, "address", false);
            assertEquals(MANY + i, begun.getLast());
        }
        hello(2 * MANY, "address", false);
        assertEquals(HelloQueue.MOST_UNDER_WAY, begun.size(), "all places are taken");
        works.getFirst().complete(Answer.of(new Empty()));
        works.get(1).complete(Answer.of(new Empty()));
        assertEquals(2 * MANY, begun.getLast(), "both kinds have their turns");
    }

    @Test
    void abandonedHelloIsSkipped() {
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
    void immediateFailureFreesItsPlace() {
        for (int i = 0; i < MANY; i++) {
            assertTrue(queue.run(ANYBODY, Runnable::run, () -> true, () -> {
                        throw new IllegalStateException("a mistake");
                    })
                    .failed());
        }
        hello(1, new AtomicBoolean(true));
        assertEquals(List.of(1), begun);
    }

    /// Completes the first `count` hellos, one after each interval of `each` nanoseconds.
    private void getThrough(int count, long each) {
        for (int i = 0; i < count; i++) {
            now += each;
            works.get(i).complete(Answer.of(new Empty()));
        }
    }

    @Test
    void clientsThatWouldWaitTooLongGetDistinctRetryTimes() {
        for (int i = 0; i < MANY; i++) {
            hello(i, new AtomicBoolean(true));
        }
        getThrough(MANY / 2, MILLISECONDS.toNanos(7));
        List<Long> times = IntStream.range(0, LATER)
                .mapToObj(
                        i -> ((Problem) hello(MANY + i, new AtomicBoolean(true)).cause()))
                .map(problem -> problem.after().orElseThrow())
                .toList();
        long waiting = MANY / 2 - HelloQueue.MOST_UNDER_WAY;
        assertEquals(7.0 * waiting - EARLY, times.getFirst().doubleValue(), 10);
        assertEquals(7.0 * (waiting + LATER) - EARLY, times.getLast().doubleValue(), 20);
        assertEquals(LATER, times.stream().distinct().count());
    }

    @Test
    void helloThatWillRunSoonWaits() {
        for (int i = 0; i < MANY; i++) {
            hello(i, new AtomicBoolean(true));
        }
        getThrough(MANY / 2, MILLISECONDS.toNanos(1));
        assertFalse(hello(MANY, new AtomicBoolean(true)).isComplete());
    }

    @Test
    void idleTimeDoesNotLowerTheRate() {
        for (int i = 0; i < MANY / 2; i++) {
            hello(i, new AtomicBoolean(true));
        }
        getThrough(MANY / 2, MILLISECONDS.toNanos(1));
        now += HOURS.toNanos(8);
        for (int i = 0; i < MANY / 2; i++) {
            hello(i, new AtomicBoolean(true));
        }
        now += MILLISECONDS.toNanos(1);
        works.getLast().complete(Answer.of(new Empty()));
        assertFalse(hello(MANY, new AtomicBoolean(true)).isComplete());
    }

    @Test
    void retryTimesAreBounded() {
        for (int i = 0; i < MANY; i++) {
            hello(i, new AtomicBoolean(true));
        }
        getThrough(1, SECONDS.toNanos(1));
        List<Long> times = IntStream.range(0, MANY)
                .mapToObj(
                        i -> ((Problem) hello(MANY + i, new AtomicBoolean(true)).cause()))
                .map(problem -> problem.after().orElseThrow())
                .toList();
        assertTrue(times.stream().allMatch(time -> time <= 5_000), times::toString);
    }
}
