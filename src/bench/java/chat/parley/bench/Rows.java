package chat.parley.bench;

import chat.parley.bench.load.Gauge;
import chat.parley.bench.load.Outcome;
import chat.parley.bench.load.Pace;
import chat.parley.bench.load.ResumeLoad;
import chat.parley.bench.load.Run;
import chat.parley.bench.load.Stage;
import chat.parley.bench.load.Work;
import chat.parley.bench.server.TestBed;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/// The rows of the table that every contender goes through, each with its own pool of clients.
final class Rows {
    private static final int TEXT = 100;
    /// Seconds in which nobody sends anything; before them, seconds in which the work for the last
    /// connections finishes.
    private static final double IDLE = 5;
    private static final double CALMING = 20;
    /// Seconds. With few messages a second any virtual machine takes long to warm up.
    private static final double ROOMS_WARMUP = 40;

    private final Form form;
    private final ResultTable table;

    Rows(Form form, ResultTable table) {
        this.form = form;
        this.table = table;
    }

    static Work work(TestBed bed, boolean tls, int clients, int rooms, int publishers) {
        return new Work(
                bed.addresses(),
                bed.dialect(),
                tls,
                clients,
                rooms,
                publishers,
                Duration.ofMillis(1500),
                TEXT,
                bed.processes());
    }

    /// On servers that have done nothing yet.
    void idle(TestBed bed) throws IOException {
        OptionalLong live;
        try (Run run = new Run(work(bed, false, 10_000, 1000, 1), () -> 0)) {
            Outcome outcome = run.measure(Stage.of(new Pace.Idle(), CALMING, IDLE));
            long grown =
                    Gauge.of(bed.processes()).resident() - outcome.arrival().residentBefore();
            table.put(Figure.IDLE_RESIDENT, bed.name(), grown / 10_000.0);
            table.put(Figure.IDLE_CPU, bed.name(), 100 * outcome.used().cpu() / outcome.seconds());
            tellTrouble(bed, "idle", outcome);
            live = bed.liveHeap();
        }
        bed.calm();
        OptionalLong without = bed.liveHeap();
        if (live.isPresent() && without.isPresent()) {
            table.put(Figure.IDLE_HEAP, bed.name(), (live.getAsLong() - without.getAsLong()) / 10_000.0);
        }
    }

    void oneRoom(TestBed bed) throws IOException {
        try (Run run = new Run(work(bed, false, 1000, 1, 1), bed::allocated)) {
            Outcome closed = run.measure(Stage.of(new Pace.Closed(16), form.warmup(), form.window()));
            table.put(Figure.CLOSED_RATE, bed.name(), closed.deliveriesPerSecond());
            table.put(Figure.CLOSED_CPU, bed.name(), closed.cpuOfADelivery());
            putAllocated(Figure.CLOSED_ALLOCATED, bed, closed);
            table.put(Figure.CLOSED_OTHERS, bed.name(), closed.otherCpu() / closed.seconds());
            tellTrouble(bed, "closed loop", closed);

            Outcome steady = run.measure(Stage.of(new Pace.Rate(50), 1, form.window()));
            table.put(Figure.STEADY_CPU, bed.name(), steady.cpuOfADelivery());
            table.put(Figure.STEADY_P50, bed.name(), steady.latency().p50());
            table.put(Figure.STEADY_P99, bed.name(), steady.latency().p99());
            putAllocated(Figure.STEADY_ALLOCATED, bed, steady);
            table.put(Figure.STEADY_OTHERS, bed.name(), steady.otherCpu() / steady.seconds());
            tellTrouble(bed, "50 a second", steady);
        }
        bed.calm();
    }

    void manyRooms(TestBed bed) throws IOException {
        try (Run run = new Run(work(bed, false, 1000, 200, 200), bed::allocated)) {
            Outcome outcome = run.measure(Stage.of(new Pace.Rate(400), ROOMS_WARMUP, form.window()));
            table.put(Figure.ROOMS_CPU, bed.name(), outcome.cpuOfAMessage());
            table.put(Figure.ROOMS_P99, bed.name(), outcome.latency().p99());
            putAllocated(Figure.ROOMS_ALLOCATED, bed, outcome);
            tellTrouble(bed, "200 rooms", outcome);
        }
        bed.calm();
    }

    void twoClients(TestBed bed) throws IOException {
        try (Run run = new Run(work(bed, false, 2, 1, 1), () -> 0)) {
            Outcome outcome = run.measure(Stage.of(new Pace.Rate(50), 2, form.window()));
            table.put(Figure.TWO_P50, bed.name(), outcome.latency().p50());
            table.put(Figure.TWO_P99, bed.name(), outcome.latency().p99());
            tellTrouble(bed, "two clients", outcome);
        }
    }

    void tls(TestBed bed) throws IOException {
        try (Run run = new Run(work(bed, true, 1000, 1, 1), () -> 0)) {
            Outcome closed = run.measure(Stage.of(new Pace.Closed(16), form.warmup(), form.window()));
            table.put(Figure.TLS_CLOSED_RATE, bed.name(), closed.deliveriesPerSecond());
            table.put(Figure.TLS_CLOSED_CPU, bed.name(), closed.cpuOfADelivery());
            tellTrouble(bed, "closed loop with TLS", closed);
            Outcome steady = run.measure(Stage.of(new Pace.Rate(50), 1, form.window()));
            table.put(Figure.TLS_STEADY_CPU, bed.name(), steady.cpuOfADelivery());
            table.put(Figure.TLS_STEADY_P99, bed.name(), steady.latency().p99());
            tellTrouble(bed, "50 a second with TLS", steady);
        }
    }

    /// Only Parley keeps missed messages.
    void resume(TestBed bed) throws IOException {
        ResumeLoad.Outcome outcome = new ResumeLoad(
                        "", bed.addresses(), form.resumes(), 10, 1, 1000, bed.servers(), Optional.of(bed.redisPort()))
                .measure();
        table.put(Figure.RESUME_RATE, bed.name(), outcome.resumesPerSecondOfAPod());
        table.put(Figure.RESUME_P50, bed.name(), outcome.helloP50());
        table.put(Figure.RESUME_P99, bed.name(), outcome.helloP99());
        table.put(Figure.RESUME_POD_CPU, bed.name(), outcome.podCpu());
        table.put(Figure.RESUME_REDIS_CPU, bed.name(), outcome.redisCpu());
        table.put(Figure.RESUME_COMMANDS, bed.name(), outcome.commands());
        table.put(Figure.RESUME_REFUSALS, bed.name(), outcome.refusals());
        if (outcome.back() < outcome.clients() || outcome.replayed() < 10 * outcome.back()) {
            table.note("**Resume: %d of %d came back, %d rooms of %d were replayed.**"
                    .formatted(outcome.back(), outcome.clients(), outcome.replayed(), 10 * outcome.clients()));
        }
        bed.calm();
    }

    private void putAllocated(Figure figure, TestBed bed, Outcome outcome) {
        if (outcome.allocated() > 0) {
            table.put(figure, bed.name(), outcome.allocatedForADelivery());
        }
    }

    private void tellTrouble(TestBed bed, String work, Outcome outcome) {
        if (!outcome.isClean()) {
            table.note("**%s, %s: %d not connected, %d connections died, %d messages lost, %d doubled.**"
                    .formatted(
                            bed.name(),
                            work,
                            outcome.arrival().failed(),
                            outcome.died(),
                            outcome.counts().lost(),
                            outcome.counts().duplicates()));
        }
    }
}
