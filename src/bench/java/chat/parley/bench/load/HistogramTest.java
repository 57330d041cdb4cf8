package chat.parley.bench.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class HistogramTest {
    private final Histogram histogram = new Histogram();

    @Test
    void nothingIsZero() {
        assertEquals(0, histogram.percentile(.99));
        assertEquals(0, histogram.mean());
    }

    @Test
    void oneTimeIsEveryPercentile() {
        histogram.add(1500);
        assertEquals(1.5, histogram.percentile(.001));
        assertEquals(1.5, histogram.percentile(1));
    }

    @Test
    void ofAHundredTimesTheNinetyNinthIsTheNinetyNinthLeast() {
        for (int i = 1; i <= 100; i++) {
            histogram.add(i);
        }
        assertEquals(.050, histogram.percentile(.5));
        assertEquals(.099, histogram.percentile(.99));
        assertEquals(.100, histogram.percentile(1));
        assertEquals(.0505, histogram.mean(), 1e-12);
    }

    @Test
    void longTimesAreTrueToAThousandth() {
        long[] times = new SplittableRandom(7).longs(10_000, 1, 10_000_000_000L).toArray();
        Arrays.stream(times).forEach(histogram::add);
        Arrays.sort(times);
        for (double share : new double[] {.01, .5, .9, .99, .999}) {
            double exact = times[(int) Math.ceil(share * times.length) - 1] / 1000.0;
            assertEquals(exact, histogram.percentile(share), exact / 1000, "share " + share);
        }
        assertEquals(times[times.length - 1] / 1000.0, histogram.greatest());
    }

    @Test
    void aTimeBeforeItsBeginningIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> histogram.add(-1));
    }
}
