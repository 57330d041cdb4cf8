package chat.parley.bench;

import java.util.Locale;

/// One number of the table: of which work it is, what it measures, and what is wanted.
enum Figure {
    CLOSED_RATE("one room of 1,000, closed loop, 16 under way", "deliveries/s", "≥ 1,600,000", 0),
    CLOSED_CPU("", "CPU µs for each delivery", "≤ 0.75", 2),
    CLOSED_ALLOCATED("", "bytes allocated for each delivery", "", 0),
    CLOSED_OTHERS("", "cores that others used meanwhile", "0", 2),

    STEADY_CPU("one room of 1,000, 50 messages/s", "CPU µs for each delivery", "≤ 0.75 × Node ws", 2),
    STEADY_P50("", "p50 ms", "", 2),
    STEADY_P99("", "p99 ms", "≤ 8", 2),
    STEADY_ALLOCATED("", "bytes allocated for each delivery", "", 0),
    STEADY_OTHERS("", "cores that others used meanwhile", "0", 2),

    ROOMS_CPU("200 rooms of 5, 400 messages/s", "CPU µs for each message", "≤ Node ws", 0),
    ROOMS_P99("", "p99 ms", "", 2),
    ROOMS_ALLOCATED("", "bytes allocated for each delivery", "", 0),

    TWO_P50("two clients on two pods, 50 messages/s", "p50 ms", "≤ Node ws", 2),
    TWO_P99("", "p99 ms", "≤ 1.0", 2),

    TLS_CLOSED_RATE("with TLS: one room of 1,000, closed loop", "deliveries/s", "", 0),
    TLS_CLOSED_CPU("", "CPU µs for each delivery", "", 2),
    TLS_STEADY_CPU("with TLS: one room of 1,000, 50 messages/s", "CPU µs for each delivery", "", 2),
    TLS_STEADY_P99("", "p99 ms", "", 2),

    IDLE_RESIDENT("10,000 idle connections in rooms of 10, fresh", "resident bytes for each", "≤ 9,216", 0),
    IDLE_HEAP("", "live heap bytes for each, after a full GC", "≤ 5,120", 0),
    IDLE_CPU("", "CPU %", "≈ 0", 1),

    RESUME_RATE("5,000 resumes of 10 rooms at once", "resumes/s for each pod", "≥ 2,000", 0),
    RESUME_P50("", "hello's answer, p50 ms", "", 0),
    RESUME_P99("", "hello's answer, p99 ms", "", 0),
    RESUME_POD_CPU("", "pods' CPU µs for each", "", 0),
    RESUME_REDIS_CPU("", "Redis' CPU µs for each", "", 0),
    RESUME_COMMANDS("", "Redis commands for each", "", 1),
    RESUME_REFUSALS("", "refusals on the way", "", 0),

    WARM_FIRST("warming up: 200 rooms of 5, 400 messages/s, fresh", "CPU µs for each message in 10 s", "", 0),
    WARM_SECONDS("", "s until within 20 % of its last value", "", 0),
    WARM_AOT_FIRST("the same with an AOT cache", "CPU µs for each message in 10 s", "≤ half of plain", 0),
    WARM_AOT_SECONDS("", "s until within 20 % of its last value", "≤ half of plain", 0),

    START_HELLO("start to ready", "a Quarkus hello with the same extensions, ms", "", 0),
    START_PLAIN("", "plain, ms", "≤ 1.3 × hello", 0),
    START_AOT("", "with an AOT cache, ms", "≤ 0.6 × hello, aim 500", 0);

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
