package chat.parley.bench;

import static chat.parley.bench.Rows.work;

import chat.parley.bench.load.Pace;
import chat.parley.bench.load.Run;
import chat.parley.bench.load.Stage;
import chat.parley.bench.server.Certificate;
import chat.parley.bench.server.Hello;
import chat.parley.bench.server.Pods;
import chat.parley.bench.server.TestBed;
import chat.parley.dev.OwnRedis;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;

/// The rows that only Parley has: TLS, warm-up, startup.
final class Further {
    private static final String PARLEY = "Parley";
    private static final int STARTS = 5;
    private static final int WARMING = 60;
    private static final double RATE = 400;

    private final Path folder;
    private final Pods plain;
    private final Pods pods;
    private final ResultTable table;
    private final Rows rows;

    /// @param plain without the cache of a training
    /// @param pods as they are packaged
    Further(Path folder, Pods plain, Pods pods, ResultTable table, Rows rows) {
        this.folder = folder;
        this.plain = plain;
        this.pods = pods;
        this.table = table;
        this.rows = rows;
    }

    void tls() throws IOException {
        try (TestBed bed = pods.with(Certificate.make(folder)).start(2)) {
            rows.tls(bed);
        }
    }

    void warmingUp() throws IOException {
        warmingUp(plain, Figure.WARM_FIRST, Figure.WARM_SECONDS);
        warmingUp(pods, Figure.WARM_AOT_FIRST, Figure.WARM_AOT_SECONDS);
    }

    private void warmingUp(Pods fresh, Figure first, Figure seconds) throws IOException {
        try (TestBed bed = fresh.start(2);
                Run run = new Run(work(bed, false, 1000, 200, 200), () -> 0);
                CpuSeries series = new CpuSeries(bed.processes())) {
            run.measure(Stage.of(new Pace.Rate(RATE), 0, WARMING));
            table.put(first, PARLEY, series.first(10) * 1e6 / RATE);
            table.put(seconds, PARLEY, series.steadyWithin(WARMING));
        }
    }

    void starting() throws IOException {
        try (OwnRedis redis = new OwnRedis()) {
            Hello.build(folder)
                    .ifPresent(hello -> table.put(Figure.START_HELLO, PARLEY, median(() -> hello.startToReady(redis))));
            table.put(Figure.START_PLAIN, PARLEY, median(() -> plain.startToReady(redis)));
            table.put(Figure.START_AOT, PARLEY, median(() -> pods.startToReady(redis)));
        }
    }

    private static double median(DoubleSupplier start) {
        List<Double> times = new ArrayList<>();
        for (int i = 0; i < STARTS; i++) {
            times.add(start.getAsDouble());
        }
        return times.stream().sorted().toList().get(STARTS / 2);
    }
}
