package chat.parley.bench.load;

/// From the time a message was due (in a closed loop: sent) to its arrival, in milliseconds.
public record Latency(double mean, double p50, double p99, double greatest) {

    static Latency of(Histogram times) {
        return new Latency(times.mean(), times.percentile(.5), times.percentile(.99), times.greatest());
    }
}
