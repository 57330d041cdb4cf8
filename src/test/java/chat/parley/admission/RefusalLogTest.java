package chat.parley.admission;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// With a clock that the test advances.
final class RefusalLogTest {

    private final List<Runnable> inAMinute = new ArrayList<>();
    private final List<String> lines = new ArrayList<>();
    private final RefusalLog log = new RefusalLog(
            inAMinute::add, (reason, times, last) -> lines.add(reason.label() + " " + times + " " + last));

    @Test
    void firstIsLoggedAtOnceAndLaterOnesOnceAMinuteWithCountAndLast() {
        IntStream.rangeClosed(1, 1_000).forEach(i -> refused(RefusalReason.ORIGIN, "a" + i));
        assertEquals(List.of("origin 1 a1"), lines);
        aMinutePasses();
        assertEquals(List.of("origin 1 a1", "origin 999 a1000"), lines);
        refused(RefusalReason.ORIGIN, "b");
        aMinutePasses();
        assertEquals(List.of("origin 1 a1", "origin 999 a1000", "origin 1 b"), lines);
    }

    @Test
    void nextIsLoggedAtOnceAfterAQuietMinute() {
        refused(RefusalReason.HOST, "a");
        aMinutePasses();
        aMinutePasses();
        assertEquals(List.of("host 1 a"), lines);
        assertEquals(List.of(), inAMinute, "nothing is waited for when there is nothing to tell");
        refused(RefusalReason.HOST, "b");
        assertEquals(List.of("host 1 a", "host 1 b"), lines);
    }

    @Test
    void eachReasonHasItsOwnLine() {
        for (RefusalReason reason : RefusalReason.values()) {
            refused(reason, "x");
            refused(reason, "y");
        }
        assertEquals(RefusalReason.values().length, lines.stream().distinct().count());
        assertEquals(RefusalReason.values().length, lines.size());
    }

    @Test
    void concurrentRefusalsAreAllCounted() throws InterruptedException {
        List<Thread> threads = IntStream.range(0, 4)
                .mapToObj(_ -> Thread.ofPlatform()
                        .start(() -> IntStream.range(0, 10_000).forEach(_ -> refused(RefusalReason.DRAINING, "x"))))
                .toList();
        for (Thread thread : threads) {
            thread.join();
        }
        aMinutePasses();
        assertEquals(List.of("draining 1 x", "draining 39999 x"), lines);
    }

    private void refused(RefusalReason reason, String detail) {
        log.refused(new HttpRefusal(reason, detail));
    }

    private void aMinutePasses() {
        List<Runnable> due = List.copyOf(inAMinute);
        inAMinute.clear();
        due.forEach(Runnable::run);
    }
}
