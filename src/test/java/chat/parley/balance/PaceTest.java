package chat.parley.balance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// How many are asked each second.
class PaceTest {

    private static int in(int seconds, long connections) {
        Pace pace = new Pace(1);
        return IntStream.range(0, seconds).map(_ -> pace.next(connections)).sum();
    }

    @Test
    void onePercentOfTheConnectionsEachSecond() {
        assertEquals(200, new Pace(1).next(20_000));
        assertEquals(50, in(10, 500));
        assertEquals(10 * 333 / 100, in(10, 333));
    }

    @Test
    void atLeastOne() {
        assertEquals(10, in(10, 5));
    }
}
