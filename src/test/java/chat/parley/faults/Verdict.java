package chat.parley.faults;

/// What the ledger of a run says.
///
/// @param acknowledged messages whose senders were told that they are stored
/// @param delivered messages that came to readers, each counted for each
/// @param lost acknowledged, but not in the store in the end
/// @param doubled stored twice, or come twice to a reader though the store had kept the first
/// @param holes kept, but missing at a reader who was not told to start anew
/// @param disordered come to a reader in another order than the store has
/// @param reused positions that two messages were seen at
/// @param resets readers told to start anew
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
