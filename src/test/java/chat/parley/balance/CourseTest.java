package chat.parley.balance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.admin.PodLoad;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// When a pod begins to ask connections to reconnect, and when it stops.
class CourseTest {

    private static final List<PodLoad> TWO = List.of(new PodLoad("old", 500, false), new PodLoad("new", 0, false));

    private long now;
    private final Course course = new Course(new Usual(), () -> now);

    private record Usual() implements BalanceConfig {
        @Override
        public int above() {
            return 20;
        }

        @Override
        public int rate() {
            return 1;
        }

        @Override
        public Duration rest() {
            return Duration.ofMinutes(2);
        }

        @Override
        public int least() {
            return 200;
        }
    }

    private int nextAfter(long seconds, long own, List<PodLoad> others) {
        now += Duration.ofSeconds(seconds).toNanos();
        return course.next(own, others);
    }

    private void begins() {
        course.next(500, TWO);
        assertEquals(5, nextAfter(10, 500, TWO));
    }

    @Test
    void waitsTenSecondsAndThenAsksAPercentEachSecond() {
        assertEquals(0, course.next(500, TWO));
        assertEquals(0, nextAfter(9, 500, TWO));
        assertTrue(course.uneven());
        assertEquals(5, nextAfter(1, 500, TWO));
        assertEquals(4, nextAfter(1, 495, TWO));
    }

    @Test
    void asksNoMoreThanAreAboveTheMean() {
        begins();
        assertEquals(2, nextAfter(1, 252, List.of(new PodLoad("other", 248, false))));
    }

    @Test
    void stopsAtTheMeanAndThenWaitsAgain() {
        begins();
        assertEquals(0, nextAfter(1, 333, List.of(new PodLoad("old", 333, false), new PodLoad("new", 333, false))));
        assertFalse(course.begun());
        assertEquals(0, nextAfter(1, 500, TWO));
    }

    @Test
    void asksNobodyWhileAPodDrains() {
        List<PodLoad> leaving = List.of(new PodLoad("old", 500, true), new PodLoad("new", 0, false));
        begins();
        assertEquals(0, nextAfter(1, 500, leaving));
        assertFalse(course.begun());
        assertEquals(0, nextAfter(60, 500, leaving));
        assertEquals(0, nextAfter(1, 500, TWO));
        assertEquals(5, nextAfter(10, 500, TWO));
    }

    @Test
    void waitsAgainAfterTheStoreWasAway() {
        begins();
        course.end();
        assertEquals(0, nextAfter(1, 500, TWO));
        assertEquals(5, nextAfter(10, 500, TWO));
    }

    @Test
    void aPodThatWasEvenForAMomentWaitsAgain() {
        course.next(500, TWO);
        assertEquals(0, nextAfter(9, 500, List.of(new PodLoad("old", 500, false))));
        assertEquals(0, nextAfter(1, 500, TWO));
    }
}
