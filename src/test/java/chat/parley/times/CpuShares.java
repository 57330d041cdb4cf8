package chat.parley.times;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/// Divides the CPU time of this JVM and of all processes below it between the running classes. What a process
/// used after the last look and before it ended is not counted.
final class CpuShares {
    private final Map<Long, Duration> before = new HashMap<>();
    private final Map<String, Double> shares = new HashMap<>();

    CpuShares() {
        used();
    }

    /// From now on this class gets a share.
    synchronized void begin(String name) {
        look();
        shares.put(name, 0.0);
    }

    /// Ends this class's share.
    /// @return its total in seconds
    synchronized double end(String name) {
        look();
        Double share = shares.remove(name);
        return share == null ? 0 : share;
    }

    /// Has to be called more often than processes end.
    synchronized void look() {
        double used = used();
        if (!shares.isEmpty()) {
            double each = used / shares.size();
            shares.replaceAll((_, share) -> share + each);
        }
    }

    private double used() {
        Map<Long, Duration> now = new HashMap<>();
        ProcessHandle here = ProcessHandle.current();
        Stream.concat(Stream.of(here), here.descendants())
                .forEach(process -> process.info().totalCpuDuration().ifPresent(used -> now.put(process.pid(), used)));
        double used = 0;
        for (Map.Entry<Long, Duration> process : now.entrySet()) {
            Duration last = before.getOrDefault(process.getKey(), Duration.ZERO);
            used += Math.max(0, process.getValue().minus(last).toNanos() / 1e9);
        }
        before.clear();
        before.putAll(now);
        return used;
    }
}
