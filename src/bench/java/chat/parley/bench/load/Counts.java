package chat.parley.bench.load;

/// What a [DeliveryStats] has counted in its window.
/// @param inWindow deliveries by their arrival, as CPU is counted; the others count by their stamps
public record Counts(long published, long expected, long received, long inWindow, long duplicates, long outOfOrder) {

    static Counts of(DeliveryStats stats) {
        return new Counts(
                stats.published, stats.expected, stats.received, stats.inWindow, stats.duplicates, stats.outOfOrder);
    }

    public long lost() {
        return expected - received;
    }
}
