package chat.parley.bench;

import java.util.Locale;

/// One number of the table: its workload, what it measures, and the target.
enum Figure {
    CLOSED_RATE(Work.CLOSED, "deliveries/s", "≥ 1,600,000", 0),
    CLOSED_CPU(Work.CLOSED, "CPU µs for each delivery", "≤ 0.75", 2),
    CLOSED_ALLOCATED(Work.CLOSED, "bytes allocated for each delivery", "", 0),
    CLOSED_OTHERS(Work.CLOSED, "cores that others used meanwhile", "0", 2),

    STEADY_CPU(Work.STEADY, "CPU µs for each delivery", "≤ 0.75 × Node ws", 2),
    STEADY_P50(Work.STEADY, "p50 ms", "", 2),
    STEADY_P99(Work.STEADY, "p99 ms", "≤ 8", 2),
    STEADY_ALLOCATED(Work.STEADY, "bytes allocated for each delivery", "", 0),
    STEADY_OTHERS(Work.STEADY, "cores that others used meanwhile", "0", 2),

    ROOMS_CPU(Work.ROOMS, "CPU µs for each message", "≤ Node ws", 0),
    ROOMS_P99(Work.ROOMS, "p99 ms", "", 2),
    ROOMS_ALLOCATED(Work.ROOMS, "bytes allocated for each delivery", "", 0),

    TWO_P50(Work.TWO, "p50 ms", "≤ Node ws", 2),
    TWO_P99(Work.TWO, "p99 ms", "≤ 1.0", 2),

    TLS_CLOSED_RATE(Work.TLS_CLOSED, "deliveries/s", "", 0),
    TLS_CLOSED_CPU(Work.TLS_CLOSED, "CPU µs for each delivery", "", 2),
    TLS_STEADY_CPU(Work.TLS_STEADY, "CPU µs for each delivery", "", 2),
    TLS_STEADY_P99(Work.TLS_STEADY, "p99 ms", "", 2),

    IDLE_RESIDENT(Work.IDLE, "resident bytes for each", "≤ 9,216", 0),
    IDLE_HEAP(Work.IDLE, "live heap bytes for each, after a full GC", "≤ 5,120", 0),
    IDLE_CPU(Work.IDLE, "CPU %", "≈ 0", 1),

    RESUME_RATE(Work.RESUME, "resumes/s for each pod", "≥ 2,000", 0),
    RESUME_P50(Work.RESUME, "hello's answer, p50 ms", "", 0),
    RESUME_P99(Work.RESUME, "hello's answer, p99 ms", "", 0),
    RESUME_POD_CPU(Work.RESUME, "pods' CPU µs for each", "", 0),
    RESUME_REDIS_CPU(Work.RESUME, "Redis' CPU µs for each", "", 0),
    RESUME_COMMANDS(Work.RESUME, "Redis commands for each", "", 1),
    RESUME_REFUSALS(Work.RESUME, "refusals on the way", "", 0),

    WARM_FIRST(Work.WARMING, "CPU µs for each message in 10 s", "", 0),
    WARM_SECONDS(Work.WARMING, "s until within 20 % of its last value", "", 0),
    WARM_AOT_FIRST(Work.WARMING_AOT, "CPU µs for each message in 10 s", "≤ half of plain", 0),
    WARM_AOT_SECONDS(Work.WARMING_AOT, "s until within 20 % of its last value", "≤ half of plain", 0),

    START_HELLO(Work.START, "a Quarkus hello with the same extensions, ms", "", 0),
    START_PLAIN(Work.START, "plain, ms", "≤ 1.3 × hello", 0),
    START_AOT(Work.START, "with an AOT cache, ms", "≤ 0.6 × hello, aim 500", 0);

    /// The workloads, each with several figures.
    private static final class Work {
        static final String CLOSED = "one room of 1,000, closed loop, 16 under way";
        static final String STEADY = "one room of 1,000, 50 messages/s";
        static final String ROOMS = "200 rooms of 5, 400 messages/s";
        static final String TWO = "two clients on two pods, 50 messages/s";
        static final String TLS_CLOSED = "with TLS: one room of 1,000, closed loop";
        static final String TLS_STEADY = "with TLS: one room of 1,000, 50 messages/s";
        static final String IDLE = "10,000 idle connections in rooms of 10, fresh";
        static final String RESUME = "5,000 resumes of 10 rooms at once";
        static final String WARMING = "warming up: 200 rooms of 5, 400 messages/s, fresh";
        static final String WARMING_AOT = "the same with an AOT cache";
        static final String START = "start to ready";
    }

    final String work;
    final String measure;
    final String aim;
    final int decimals;

    Figure(String work, String measure, String aim, int decimals) {
        this.work = work;
        this.measure = measure;
        this.aim = aim;
        this.decimals = decimals;
    }

    String text(double value) {
        return String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }
}
