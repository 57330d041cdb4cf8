package chat.parley.bench.load;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// The result of one stage.
/// @param gaveUp how often it stopped waiting for outstanding deliveries
/// @param seconds of the window
/// @param used by the servers in the window
/// @param allocated bytes, by the servers in the window; 0 if unknown
/// @param ownCpu seconds of the generator
/// @param otherCpu seconds of all other processes on the machine
public record Outcome(
        Arrival arrival,
        int died,
        int gaveUp,
        double seconds,
        Counts counts,
        Latency latency,
        Gauge used,
        long allocated,
        double ownCpu,
        double otherCpu,
        long reads,
        long bytesRead) {

    public double deliveriesPerSecond() {
        return counts.inWindow() / seconds;
    }

    /// Microseconds of the servers' CPU per delivery.
    public double cpuOfADelivery() {
        return each(used.cpu() * 1e6, counts.inWindow());
    }

    /// Microseconds of the servers' CPU per published message.
    public double cpuOfAMessage() {
        return each(used.cpu() * 1e6, counts.published());
    }

    /// Bytes that the servers allocated per delivery.
    public double allocatedForADelivery() {
        return each((double) allocated, counts.inWindow());
    }

    /// Everything arrived where it should, once.
    public boolean isClean() {
        return arrival.failed() == 0 && died == 0 && counts.duplicates() == 0 && counts.lost() == 0;
    }

    private static double each(double sum, long number) {
        return number == 0 ? 0 : sum / number;
    }

    /// One JSON object on one line.
    public String json(String label) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("label", "\"" + label + "\"");
        fields.put("ready", arrival.ready());
        fields.put("connect_failed", arrival.failed());
        fields.put("retried", arrival.retried());
        fields.put("connect_s", arrival.seconds());
        fields.put("connect_p99_ms", arrival.connecting().percentile(.99));
        fields.put("died", died);
        fields.put("published", counts.published());
        fields.put("expected", counts.expected());
        fields.put("received", counts.received());
        fields.put("lost", counts.lost());
        fields.put("duplicates", counts.duplicates());
        fields.put("out_of_order", counts.outOfOrder());
        fields.put("gave_up", gaveUp);
        fields.put("mean_ms", latency.mean());
        fields.put("p50_ms", latency.p50());
        fields.put("p99_ms", latency.p99());
        fields.put("max_ms", latency.greatest());
        fields.put("deliveries_in_window", counts.inWindow());
        fields.put("deliveries_per_s", deliveriesPerSecond());
        fields.put("msgs_per_s", counts.published() / seconds);
        fields.put("deliveries_per_read", each((double) counts.inWindow(), reads));
        fields.put("wire_bytes_per_delivery", each((double) bytesRead, counts.inWindow()));
        fields.put("server_cpu_s", used.cpu());
        fields.put("server_user_s", used.user());
        fields.put("server_sys_s", used.kernel());
        fields.put("server_cpu_us_per_delivery", cpuOfADelivery());
        fields.put("server_cpu_us_per_message", cpuOfAMessage());
        fields.put("gen_cpu_s", ownCpu);
        fields.put("gen_cpu_us_per_delivery", each(ownCpu * 1e6, counts.inWindow()));
        fields.put("other_cpu_s", otherCpu);
        fields.put("rss_before_kb", arrival.residentBefore() / 1024);
        fields.put("rss_after_kb", arrival.resident() / 1024);
        fields.put("rss_bytes_per_conn", arrival.residentOfAConnection());
        return fields.entrySet().stream()
                .map(field -> "\"" + field.getKey() + "\":" + text(field.getValue()))
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String text(Object value) {
        return value instanceof Double number ? String.format(Locale.ROOT, "%.3f", number) : value.toString();
    }
}
