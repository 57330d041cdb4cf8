package chat.parley.admin;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/// How often this pod has refused since it started, as its metrics count it: kind and reason → number. Both come
/// from closed sets, so there are a few dozen at most.
final class RefusalReasons {

    /// Ends that nobody refused anything by: the client's own, a closed tab, and a drain.
    private static final Set<String> ORDINARY = Set.of("1000", "1001", "1005", "1012");

    private static final int FIRST_ERROR = 400;

    private final MeterRegistry meters;

    RefusalReasons(MeterRegistry meters) {
        this.meters = meters;
    }

    Map<String, Long> counts() {
        Map<String, Long> counts = new HashMap<>();
        add(counts, "command", meters.find("parley.commands.refused").counters(), "code", Counter::count);
        add(counts, "upgrade", meters.find("parley.requests.refused").counters(), "reason", Counter::count);
        add(counts, "close", meters.find("parley.connections.closed").counters(), "code", Counter::count);
        ORDINARY.forEach(code -> counts.remove("close " + code));
        add(
                counts,
                "api",
                meters.find("http.server.requests").timers().stream()
                        .filter(RefusalReasons::refusal)
                        .toList(),
                "status",
                Timer::count);
        return counts;
    }

    private static boolean refusal(Meter meter) {
        String path = Optional.ofNullable(meter.getId().getTag("uri")).orElse("");
        String status = Optional.ofNullable(meter.getId().getTag("status")).orElse("");
        return path.startsWith("/api/") && status.matches("\\d{3}") && Integer.parseInt(status) >= FIRST_ERROR;
    }

    private static <M extends Meter> void add(
            Map<String, Long> counts, String kind, Collection<M> found, String label, ToDoubleFunction<M> count) {
        for (M meter : found) {
            String reason = Optional.ofNullable(meter.getId().getTag(label)).orElse("other");
            counts.merge(kind + " " + reason, (long) count.applyAsDouble(meter), Long::sum);
        }
    }
}
