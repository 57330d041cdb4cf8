package chat.parley.bench;

import static chat.parley.bench.Rows.work;

import chat.parley.bench.load.Gauge;
import chat.parley.bench.load.Outcome;
import chat.parley.bench.load.Pace;
import chat.parley.bench.load.Run;
import chat.parley.bench.load.Stage;
import chat.parley.bench.load.Work;
import chat.parley.bench.server.Pods;
import chat.parley.bench.server.TestBed;
import chat.parley.dev.OwnCluster;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;

/// How the cost of a delivery grows with each quantity while the others stay fixed.
final class Curves {
    private static final double WARMING = 20;
    /// Files that the generator has open besides its connections.
    private static final int OTHER_FILES = 500;
    private static final double WARMUP = 3;
    private static final double WINDOW = 4;
    /// Deliveries per second where the room size is not fixed: enough to measure, and no pod at its limit.
    private static final double DELIVERIES = 20_000;

    private final Pods pods;
    private final ResultTable results;
    private final StringBuilder table = new StringBuilder();

    Curves(Pods pods, ResultTable results) {
        this.pods = pods;
        this.results = results;
    }

    void measure() throws IOException {
        try (TestBed bed = pods.start(2)) {
            warm(bed);
            roomSize(bed);
            rooms(bed);
            connections(bed);
        }
        number();
    }

    private void roomSize(TestBed bed) throws IOException {
        begin("Room size: one room, two pods, 20,000 deliveries/s, and a closed loop of 16", "members");
        for (int size : new int[] {10, 100, 1000, 10_000}) {
            try (Run run = new Run(work(bed, false, size, 1, Math.min(size, 10)), bed::allocated)) {
                row(size + ", 20,000/s", run.measure(Stage.of(new Pace.Rate(DELIVERIES / size), WARMUP, WINDOW)));
                row(size + ", closed", run.measure(Stage.of(new Pace.Closed(16), WARMUP, WINDOW)));
            }
            bed.calm();
        }
        end();
    }

    private void rooms(TestBed bed) throws IOException {
        begin("Number of rooms: rooms of 10, two pods, 400 messages/s over all of them", "rooms");
        for (int rooms : new int[] {1, 10, 100, 1000}) {
            measured(bed, Integer.toString(rooms), work(bed, false, 10 * rooms, rooms, rooms), 400);
        }
        end();
    }

    private void connections(TestBed bed) throws IOException {
        begin("Connections: rooms of 10, of which 40 speak, two pods, 400 messages/s", "connections");
        for (int connections : new int[] {1000, 5000, 10_000, 20_000}) {
            if (connections + OTHER_FILES > Machine.openFiles()) {
                System.out.printf(
                        "%,d connections are left out: only %,d files may be open here (ulimit -n)%n",
                        connections, Machine.openFiles());
                continue;
            }
            measured(bed, Integer.toString(connections), work(bed, false, connections, connections / 10, 40), 400);
        }
        end();
    }

    /// The cost of each further pod.
    void number() throws IOException {
        begin("Pods: one room of 1,000 spread over all of them, 50 messages/s", "pods");
        for (int count : IntStream.rangeClosed(1, 4).toArray()) {
            try (TestBed bed = pods.start(count)) {
                warm(bed);
                measured(bed, Integer.toString(count), work(bed, false, 1000, 1, 1), 50);
            }
        }
        end();
    }

    /// The store's share of a message, and the share of one master, since that is the first bottleneck.
    void masters() throws IOException {
        table.setLength(0);
        table.append("### Masters of a cluster: 200 rooms of 5, two pods, 400 messages/s\n\n| masters")
                .append(" | pods' CPU µs for each message | Redis' | the busiest master's")
                .append(" | messages/s at half a core of the busiest |\n|---|---:|---:|---:|---:|\n");
        for (int masters : IntStream.rangeClosed(1, 3).toArray()) {
            OwnCluster cluster = new OwnCluster("the curve of masters", masters, false);
            try (TestBed bed = pods.start(2, cluster)) {
                warm(bed);
                masters(bed, masters);
            }
        }
        end();
    }

    private void masters(TestBed bed, int masters) throws IOException {
        try (Run run = new Run(work(bed, false, 1000, 200, 200), () -> 0)) {
            run.measure(Stage.of(new Pace.Rate(400), 0, WARMUP));
            double pods = Gauge.of(bed.servers()).cpu();
            double[] before = each(bed);
            Outcome outcome = run.measure(Stage.of(new Pace.Rate(400), 0, WINDOW));
            double[] after = each(bed);
            double messages = outcome.counts().published();
            double[] shares = IntStream.range(0, before.length)
                    .mapToDouble(i -> 1e6 * (after[i] - before[i]) / messages)
                    .toArray();
            double busiest = Arrays.stream(shares).max().orElseThrow();
            String row = String.format(
                    Locale.ROOT,
                    "| %d | %.0f | %.0f | %.0f | %,.0f |%n",
                    masters,
                    1e6 * (Gauge.of(bed.servers()).cpu() - pods) / messages,
                    Arrays.stream(shares).sum(),
                    busiest,
                    1e6 / 2 / busiest);
            System.out.print(row);
            table.append(row);
        }
    }

    private static double[] each(TestBed bed) {
        return bed.redis().stream()
                .mapToDouble(process -> Gauge.of(process).cpu())
                .toArray();
    }

    private static void warm(TestBed bed) throws IOException {
        try (Run run = new Run(work(bed, false, 1000, 100, 100), () -> 0)) {
            run.measure(Stage.of(new Pace.Closed(16), 0, WARMING / 2));
            run.measure(Stage.of(new Pace.Rate(400), 0, WARMING / 2));
        }
        bed.calm();
    }

    private void measured(TestBed bed, String x, Work work, double rate) throws IOException {
        try (Run run = new Run(work, bed::allocated)) {
            row(x, run.measure(Stage.of(new Pace.Rate(rate), WARMUP, WINDOW)));
        }
        bed.calm();
    }

    private void begin(String title, String x) {
        table.setLength(0);
        table.append("### ").append(title).append("\n\n| ").append(x);
        table.append(
                        " | CPU µs for each delivery | for each message | bytes allocated for each delivery | p50 ms | p99 ms")
                .append(" | deliveries/s | lost |\n|---|---:|---:|---:|---:|---:|---:|---:|\n");
    }

    private void row(String x, Outcome outcome) {
        String row = String.format(
                Locale.ROOT,
                "| %s | %.2f | %.0f | %.0f | %.2f | %.2f | %,.0f | %d |%n",
                x,
                outcome.cpuOfADelivery(),
                outcome.cpuOfAMessage(),
                outcome.allocatedForADelivery(),
                outcome.latency().p50(),
                outcome.latency().p99(),
                outcome.deliveriesPerSecond(),
                outcome.counts().lost());
        System.out.print(row);
        table.append(row);
    }

    private void end() {
        results.note(table.toString());
    }
}
