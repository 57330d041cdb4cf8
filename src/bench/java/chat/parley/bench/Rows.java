package chat.parley.bench;

import chat.parley.bench.load.Gauge;
import chat.parley.bench.load.Outcome;
import chat.parley.bench.load.Pace;
import chat.parley.bench.load.ResumeLoad;
import chat.parley.bench.load.Run;
import chat.parley.bench.load.Stage;
import chat.parley.bench.load.Work;
import chat.parley.bench.server.Stand;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/// The rows of the table that every contender goes through, each with a crowd of its own.
final class Rows {
    private static final int TEXT = 100;
    /// Seconds in which nobody sends anything; before them, seconds in which the work for the last
    /// connections finishes.
    private static final double IDLE = 5;
    private static final double CALMING = 20;
    /// Seconds. With few messages a second any virtual machine takes long to warm up.
    private static final double ROOMS_WARMUP = 40;

    private final Form form;
    private final Sheet sheet;

    Rows(Form form, Sheet sheet) {
        this.form = form;
        this.sheet = sheet;
    }

    static Work work(Stand stand, boolean tls, int clients, int rooms, int publishers) {
        return new Work(
                stand.addresses(),
                stand.dialect(),
                tls,
                clients,
                rooms,
                publishers,
                Duration.ofMillis(1500),
                TEXT,
                stand.processes());
    }

    /// On servers that have done nothing yet.
    void idle(Stand stand) throws IOException {
        OptionalLong live;
        try (Run run = new Run(work(stand, false, 10_000, 1000, 1), () -> 0)) {
            Outcome outcome = run.measure(Stage.of(new Pace.Idle(), CALMING, IDLE));
            long grown =
                    Gauge.of(stand.processes()).resident() - outcome.arrival().residentBefore();
            sheet.put(Figure.IDLE_RESIDENT, stand.name(), grown / 10_000.0);
            sheet.put(Figure.IDLE_CPU, stand.name(), 100 * outcome.used().cpu() / outcome.seconds());
            tellTrouble(stand, "idle", outcome);
            live = stand.liveHeap();
        }
        stand.calm();
        OptionalLong without = stand.liveHeap();
        if (live.isPresent() && without.isPresent()) {
            sheet.put(Figure.IDLE_HEAP, stand.name(), (live.getAsLong() - without.getAsLong()) / 10_000.0);
        }
    }

    void oneRoom(Stand stand) throws IOException {
        try (Run run = new Run(work(stand, false, 1000, 1, 1), stand::allocated)) {
            Outcome closed = run.measure(Stage.of(new Pace.Closed(16), form.warmup(), form.window()));
            sheet.put(Figure.CLOSED_RATE, stand.name(), closed.deliveriesPerSecond());
            sheet.put(Figure.CLOSED_CPU, stand.name(), closed.cpuOfADelivery());
            putAllocated(Figure.CLOSED_ALLOCATED, stand, closed);
            sheet.put(Figure.CLOSED_OTHERS, stand.name(), closed.otherCpu() / closed.seconds());
            tellTrouble(stand, "closed loop", closed);

            Outcome steady = run.measure(Stage.of(new Pace.Rate(50), 1, form.window()));
            sheet.put(Figure.STEADY_CPU, stand.name(), steady.cpuOfADelivery());
            sheet.put(Figure.STEADY_P50, stand.name(), steady.latency().p50());
            sheet.put(Figure.STEADY_P99, stand.name(), steady.latency().p99());
            putAllocated(Figure.STEADY_ALLOCATED, stand, steady);
            sheet.put(Figure.STEADY_OTHERS, stand.name(), steady.otherCpu() / steady.seconds());
            tellTrouble(stand, "50 a second", steady);
        }
        stand.calm();
    }

    void manyRooms(Stand stand) throws IOException {
        try (Run run = new Run(work(stand, false, 1000, 200, 200), stand::allocated)) {
            Outcome outcome = run.measure(Stage.of(new Pace.Rate(400), ROOMS_WARMUP, form.window()));
            sheet.put(Figure.ROOMS_CPU, stand.name(), outcome.cpuOfAMessage());
            sheet.put(Figure.ROOMS_P99, stand.name(), outcome.latency().p99());
            putAllocated(Figure.ROOMS_ALLOCATED, stand, outcome);
            tellTrouble(stand, "200 rooms", outcome);
        }
        stand.calm();
    }

    void twoClients(Stand stand) throws IOException {
        try (Run run = new Run(work(stand, false, 2, 1, 1), () -> 0)) {
            Outcome outcome = run.measure(Stage.of(new Pace.Rate(50), 2, form.window()));
            sheet.put(Figure.TWO_P50, stand.name(), outcome.latency().p50());
            sheet.put(Figure.TWO_P99, stand.name(), outcome.latency().p99());
            tellTrouble(stand, "two clients", outcome);
        }
    }

    void tls(Stand stand) throws IOException {
        try (Run run = new Run(work(stand, true, 1000, 1, 1), () -> 0)) {
            Outcome closed = run.measure(Stage.of(new Pace.Closed(16), form.warmup(), form.window()));
            sheet.put(Figure.TLS_CLOSED_RATE, stand.name(), closed.deliveriesPerSecond());
            sheet.put(Figure.TLS_CLOSED_CPU, stand.name(), closed.cpuOfADelivery());
            tellTrouble(stand, "closed loop with TLS", closed);
            Outcome steady = run.measure(Stage.of(new Pace.Rate(50), 1, form.window()));
            sheet.put(Figure.TLS_STEADY_CPU, stand.name(), steady.cpuOfADelivery());
            sheet.put(Figure.TLS_STEADY_P99, stand.name(), steady.latency().p99());
            tellTrouble(stand, "50 a second with TLS", steady);
        }
    }

    /// Only Parley keeps missed messages.
    void resume(Stand stand) throws IOException {
        ResumeLoad.Outcome outcome = new ResumeLoad(
                        "",
                        stand.addresses(),
                        form.resumes(),
                        10,
                        1,
                        1000,
                        stand.servers(),
                        Optional.of(stand.redisPort()))
                .measure();
        sheet.put(Figure.RESUME_RATE, stand.name(), outcome.resumesPerSecondOfAPod());
        sheet.put(Figure.RESUME_P50, stand.name(), outcome.helloP50());
        sheet.put(Figure.RESUME_P99, stand.name(), outcome.helloP99());
        sheet.put(Figure.RESUME_POD_CPU, stand.name(), outcome.podCpu());
        sheet.put(Figure.RESUME_REDIS_CPU, stand.name(), outcome.redisCpu());
        sheet.put(Figure.RESUME_COMMANDS, stand.name(), outcome.commands());
        sheet.put(Figure.RESUME_REFUSALS, stand.name(), outcome.refusals());
        if (outcome.back() < outcome.clients() || outcome.replayed() < 10 * outcome.back()) {
            sheet.note("**Resume: %d of %d came back, %d rooms of %d were replayed.**"
                    .formatted(outcome.back(), outcome.clients(), outcome.replayed(), 10 * outcome.clients()));
        }
        stand.calm();
    }

    private void putAllocated(Figure figure, Stand stand, Outcome outcome) {
        if (outcome.allocated() > 0) {
            sheet.put(figure, stand.name(), outcome.allocatedForADelivery());
        }
    }

    private void tellTrouble(Stand stand, String work, Outcome outcome) {
        if (!outcome.isClean()) {
            sheet.note("**%s, %s: %d not connected, %d connections died, %d messages lost, %d doubled.**"
                    .formatted(
                            stand.name(),
                            work,
                            outcome.arrival().failed(),
                            outcome.died(),
                            outcome.counts().lost(),
                            outcome.counts().duplicates()));
        }
    }
}
