package chat.parley.bench.load;

/// What a [Tally] has counted in its window.
/// @param inWindow deliveries by their arrival, as CPU is counted; the others count by their stamps
public record Counts(long published, long expected, long received, long inWindow, long duplicates, long outOfOrder) {

    static Counts of(Tally tally) {
        return new Counts(
                tally.published, tally.expected, tally.received, tally.inWindow, tally.duplicates, tally.outOfOrder);
    }

    public long lost() {
        return expected - received;
    }
}
