package chat.parley.balance;

/// How many connections may be asked each second: a percentage of all. What a second leaves of a connection is
/// added to the next one, so that the rate holds for any number.
final class Pace {

    private static final double PERCENT = 100;

    private final int rate;
    private double credit;

    /// @param rate percent a second
    Pace(int rate) {
        this.rate = rate;
    }

    /// Those of this second: at least one.
    int next(long connections) {
        credit = Math.max(1, credit + connections * rate / PERCENT);
        int now = (int) credit;
        credit -= now;
        return now;
    }
}
