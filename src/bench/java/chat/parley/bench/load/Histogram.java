package chat.parley.bench.load;

import static java.lang.Math.max;
import static java.lang.Math.min;

/// Times in microseconds, counted in steps that grow with the value: exact below 2,048, to 0.1 % above, up to nine
/// days. Adding allocates nothing. Not thread-safe.
public final class Histogram {
    private static final int STEPS = 1024;
    private static final int EXACT = 2 * STEPS;
    private static final int ROWS = 30;

    private final int[] counts = new int[STEPS * ROWS];
    private long number;
    private long sum;
    private long greatest;

    public void add(long micros) {
        if (micros < 0) {
            throw new IllegalArgumentException("expected a time of at least 0 µs, got " + micros);
        }
        number++;
        sum += micros;
        greatest = max(greatest, micros);
        counts[index(micros)]++;
    }

    public long number() {
        return number;
    }

    /// In milliseconds; 0 when nothing was added.
    public double mean() {
        return number == 0 ? 0 : sum / 1000.0 / number;
    }

    /// In milliseconds; 0 when nothing was added.
    public double greatest() {
        return greatest / 1000.0;
    }

    /// The least time, in milliseconds, that this share of all times does not exceed; 0 when nothing was added.
    public double percentile(double share) {
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("expected a share above 0, up to 1, got " + share);
        }
        long wanted = max(1, (long) Math.ceil(share * number - 1e-9));
        long seen = 0;
        for (int i = 0; i < counts.length; i++) {
            seen += counts[i];
            if (seen >= wanted) {
                return min(value(i), greatest) / 1000.0;
            }
        }
        return greatest();
    }

    private static int index(long micros) {
        if (micros < EXACT) {
            return (int) micros;
        }
        int shift = 63 - Long.numberOfLeadingZeros(micros) - 10;
        return (int) min((long) shift * STEPS + (micros >> shift), STEPS * ROWS - 1);
    }

    private static long value(int index) {
        return index < EXACT ? index : (long) (index % STEPS + STEPS) << (index / STEPS - 1);
    }
}
