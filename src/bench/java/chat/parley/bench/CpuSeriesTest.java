package chat.parley.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CpuSeriesTest {

    @Test
    void whatIsSteadyFromTheBeginningTakesNoTimeToBecomeSo() {
        assertEquals(0, CpuSeries.secondsUntilSteady(readings(0, 40)));
    }

    @Test
    void theLastDearSecondSaysWhenItIsOver() {
        // Ten seconds at three times the cost: the five seconds that begin with the tenth still contain one of them.
        assertEquals(10, CpuSeries.secondsUntilSteady(readings(10, 20)));
    }

    @Test
    void fewerSecondsThanAreComparedAreRefused() {
        assertThrows(IllegalStateException.class, () -> CpuSeries.secondsUntilSteady(List.of(0.0, 1.0)));
    }

    /// Three seconds of CPU in each of the first seconds, one in each of the others.
    private static List<Double> readings(int dear, int cheap) {
        List<Double> readings = new ArrayList<>(List.of(0.0));
        for (int i = 0; i < dear + cheap; i++) {
            readings.add(readings.getLast() + (i < dear ? 3 : 1));
        }
        return readings;
    }
}
