package chat.parley.balance;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;

/// Which of the asked came back to this pod. If most do, the proxy in front keeps clients and pods together,
/// and asking more of them is in vain. Thread-safe.
final class Returns {

    /// So long after it was asked, a client is at its new pod, or not there for another reason.
    private static final Duration JUDGED_AFTER = Duration.ofSeconds(10);

    private static final Duration PAUSE = Duration.ofMinutes(10);
    /// With fewer, chance would decide: of three pods, a third comes back even if a proxy gives them out at
    /// random.
    private static final int FEWEST = 20;

    private static final int MOST = 100;

    private static final class Asked {
        private final String user;
        private final long at;
        private boolean returned;

        private Asked(String user, long at) {
            this.user = user;
            this.at = at;
        }
    }

    private final LongSupplier nanoTime;
    /// Not judged yet, the oldest first.
    private final Deque<Asked> asked = new ArrayDeque<>();
    /// Whether each of the latest returned.
    private final Deque<Boolean> judged = new ArrayDeque<>();

    private int returned;
    private boolean paused;
    private long pausedAt;

    /// @param nanoTime as [System#nanoTime]
    Returns(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /// A connection of this user was asked to reconnect.
    synchronized void asked(String user) {
        asked.add(new Asked(user, nanoTime.getAsLong()));
    }

    /// A connection of this user came; whether it is one that was asked.
    synchronized boolean came(String user) {
        for (Asked one : asked) {
            if (!one.returned && one.user.equals(user)) {
                one.returned = true;
                return true;
            }
        }
        return false;
    }

    /// Whether too many came back, so that nobody is asked for now.
    synchronized boolean paused() {
        long now = nanoTime.getAsLong();
        judge(now);
        if (!paused && judged.size() >= FEWEST && 2 * returned > judged.size()) {
            paused = true;
            pausedAt = now;
            judged.clear();
            returned = 0;
        } else if (paused && now - pausedAt >= PAUSE.toNanos()) {
            paused = false;
            judged.clear();
            returned = 0;
        }
        return paused;
    }

    private void judge(long now) {
        while (!asked.isEmpty() && now - asked.getFirst().at >= JUDGED_AFTER.toNanos()) {
            boolean back = asked.removeFirst().returned;
            judged.add(back);
            returned += back ? 1 : 0;
            if (judged.size() > MOST) {
                returned -= judged.removeFirst() ? 1 : 0;
            }
        }
    }
}
