package chat.parley.bench;

import static java.util.concurrent.TimeUnit.SECONDS;

import chat.parley.bench.load.Gauge;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/// The CPU that processes use, second by second, from the creation of this object on.
final class CpuSeries implements AutoCloseable {
    private static final double NEAR = 1.2;
    private static final int SMOOTH = 5;

    private final List<Long> processes;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final List<Double> readings = new ArrayList<>();

    CpuSeries(List<Long> processes) {
        this.processes = processes;
        clock.scheduleAtFixedRate(this::read, 0, 1, SECONDS);
    }

    private synchronized void read() {
        readings.add(Gauge.of(processes).cpu());
    }

    /// Seconds of CPU per second, over this many seconds from the beginning.
    synchronized double first(int seconds) {
        return use(readings, 0, seconds);
    }

    /// Considers this many seconds from the beginning: what follows them is another workload.
    synchronized int steadyWithin(int seconds) {
        return secondsUntilSteady(readings.subList(0, Math.min(seconds + 1, readings.size())));
    }

    /// The second from which on no five seconds use over 20 % more than the last five.
    static int secondsUntilSteady(List<Double> readings) {
        int last = readings.size() - 1 - SMOOTH;
        double most = NEAR * use(readings, last, SMOOTH);
        int from = last;
        while (from > 0 && use(readings, from - 1, SMOOTH) <= most) {
            from--;
        }
        return from;
    }

    private static double use(List<Double> readings, int from, int seconds) {
        if (from < 0 || from + seconds >= readings.size()) {
            throw new IllegalStateException(
                    "expected more than %d readings, got %d".formatted(from + seconds, readings.size()));
        }
        return (readings.get(from + seconds) - readings.get(from)) / seconds;
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
