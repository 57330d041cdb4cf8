package chat.parley.balance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/// When a pod stops because those it asked come back to it.
class ReturnsTest {

    private static final Duration JUDGED = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMinutes(10);

    private long now;
    private final Returns returns = new Returns(() -> now);

    private void asks(int count, int back) {
        for (int i = 0; i < count; i++) {
            returns.asked("user-" + i);
        }
        for (int i = 0; i < back; i++) {
            assertTrue(returns.came("user-" + i));
        }
    }

    private boolean pausedAfter(Duration time) {
        now += time.toNanos();
        return returns.paused();
    }

    @Test
    void pausesForTenMinutesWhenMoreThanHalfCameBack() {
        asks(20, 11);
        assertFalse(returns.paused(), "they may still be on their way");
        assertTrue(pausedAfter(JUDGED));
        assertTrue(pausedAfter(PAUSE.minusMillis(1)));
        assertFalse(pausedAfter(Duration.ofMillis(1)));
    }

    @Test
    void halfIsNotMore() {
        asks(20, 10);
        assertFalse(pausedAfter(JUDGED));
    }

    @Test
    void fewSayNothing() {
        asks(19, 19);
        assertFalse(pausedAfter(JUDGED));
        asks(1, 1);
        assertTrue(pausedAfter(JUDGED), "however far apart they were asked");
    }

    @Test
    void judgesTheLatestOnly() {
        asks(100, 0);
        assertFalse(pausedAfter(JUDGED));
        asks(50, 50);
        assertFalse(pausedAfter(JUDGED));
        asks(1, 1);
        assertTrue(pausedAfter(JUDGED));
    }

    @Test
    void eachConnectionReturnsOnce() {
        returns.asked("ada");
        returns.asked("ada");
        assertTrue(returns.came("ada"));
        assertTrue(returns.came("ada"));
        assertFalse(returns.came("ada"));
        assertFalse(returns.came("grace"));
    }

    @Test
    void whoComesMuchLaterDoesNotCount() {
        returns.asked("ada");
        assertFalse(pausedAfter(JUDGED));
        assertFalse(returns.came("ada"));
    }

    @Test
    void afterAPauseEverythingIsForgotten() {
        asks(20, 20);
        assertTrue(pausedAfter(JUDGED));
        assertFalse(pausedAfter(PAUSE));
        asks(1, 1);
        assertFalse(pausedAfter(JUDGED));
        assertEquals(JUDGED.plus(PAUSE).plus(JUDGED).toNanos(), now);
    }
}
