package chat.parley.balance;

import chat.parley.admin.PodLoad;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;

/// Decides each second how many connections this pod asks to reconnect: none until it has had far more than
/// the mean for a while, and then some each second until it is at the mean. Used by one event loop.
final class Course {

    /// A new pod has a lease before a proxy knows it, and after a pod was lost its clients have to settle.
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Surplus surplus;
    private final int rate;
    private final LongSupplier nanoTime;
    private Pace pace;
    private boolean uneven;
    private long unevenSince;
    private boolean begun;

    /// @param nanoTime as [System#nanoTime]
    Course(BalanceConfig config, LongSupplier nanoTime) {
        this.surplus = new Surplus(config.above(), config.least());
        this.rate = config.rate();
        this.pace = new Pace(rate);
        this.nanoTime = nanoTime;
    }

    /// Whether this pod had too many connections the last time.
    boolean uneven() {
        return uneven;
    }

    /// Whether it asks.
    boolean begun() {
        return begun;
    }

    /// How many to ask in this second; none while a pod drains, since its connections come here.
    ///
    /// @param own connections of this pod that were not asked yet
    int next(long own, List<PodLoad> others) {
        long most = others.stream().anyMatch(PodLoad::draining) ? 0 : surplus.of(own, others, begun);
        if (most == 0) {
            end();
            return 0;
        }
        long now = nanoTime.getAsLong();
        if (!uneven) {
            uneven = true;
            unevenSince = now;
        }
        if (!begun && now - unevenSince >= PATIENCE.toNanos()) {
            begun = true;
            pace = new Pace(rate);
        }
        return begun ? (int) Math.min(most, pace.next(own)) : 0;
    }

    /// Asks nobody: everything is even, or nothing is known.
    void end() {
        uneven = false;
        begun = false;
    }
}
