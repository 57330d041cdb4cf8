package chat.parley.faults;

/// The result of a run's audit.
/// @param acknowledged messages that were acknowledged as stored
/// @param delivered messages that reached readers, counted per reader
/// @param lost acknowledged, but not in the store in the end
/// @param doubled stored twice, or received twice by a reader though the store had kept the first
/// @param holes kept, but missing at a reader that was not reset
/// @param disordered received by a reader in another order than the store's
/// @param reused positions at which two messages were seen
/// @param resets readers that were reset
record Verdict(
        long acknowledged,
        long delivered,
        long lost,
        long doubled,
        long holes,
        long disordered,
        long reused,
        long resets) {

    static final Verdict NOTHING = new Verdict(0, 0, 0, 0, 0, 0, 0, 0);

    Verdict plus(Verdict other) {
        return new Verdict(
                acknowledged + other.acknowledged,
                delivered + other.delivered,
                lost + other.lost,
                doubled + other.doubled,
                holes + other.holes,
                disordered + other.disordered,
                reused + other.reused,
                resets + other.resets);
    }

    /// Nothing lost, nothing doubled, nothing out of order.
    boolean clean() {
        return lost == 0 && doubled == 0 && holes == 0 && disordered == 0 && reused == 0;
    }
}
