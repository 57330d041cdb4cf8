package chat.parley.bench.load;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// What one run has shown. Times are milliseconds and seconds as named, CPU is the servers' in the window.
public record Outcome(
        Work work,
        int ready,
        int failed,
        int died,
        int retried,
        double connectSeconds,
        double connectP99,
        long published,
        long expected,
        long received,
        long inWindow,
        long duplicates,
        long outOfOrder,
        int gaveUp,
        double seconds,
        double mean,
        double p50,
        double p99,
        double greatest,
        Gauge used,
        double ownCpu,
        double otherCpu,
        long reads,
        long bytesRead,
        long residentBefore,
        long residentReady) {

    public long lost() {
        return expected - received;
    }

    public double deliveriesPerSecond() {
        return inWindow / seconds;
    }

    /// Microseconds of the servers' CPU for each delivery.
    public double cpuOfADelivery() {
        return inWindow == 0 ? 0 : used.cpu() * 1e6 / inWindow;
    }

    /// Microseconds of the servers' CPU for each published message.
    public double cpuOfAMessage() {
        return published == 0 ? 0 : used.cpu() * 1e6 / published;
    }

    /// Bytes of the servers' memory for each connection.
    public double residentOfAConnection() {
        return ready == 0 ? 0 : (double) (residentReady - residentBefore) / ready;
    }

    /// Everything arrived where it should, once.
    public boolean isClean() {
        return failed == 0 && died == 0 && duplicates == 0 && lost() == 0;
    }

    /// One JSON object on one line.
    public String json() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("label", "\"" + work.label() + "\"");
        fields.put("connections", work.clients());
        fields.put("ready", ready);
        fields.put("connect_failed", failed);
        fields.put("died", died);
        fields.put("retried", retried);
        fields.put("connect_s", connectSeconds);
        fields.put("connect_p99_ms", connectP99);
        fields.put("rooms", work.rooms());
        fields.put("published", published);
        fields.put("expected", expected);
        fields.put("received", received);
        fields.put("lost", lost());
        fields.put("duplicates", duplicates);
        fields.put("out_of_order", outOfOrder);
        fields.put("gave_up", gaveUp);
        fields.put("mean_ms", mean);
        fields.put("p50_ms", p50);
        fields.put("p99_ms", p99);
        fields.put("max_ms", greatest);
        fields.put("deliveries_in_window", inWindow);
        fields.put("deliveries_per_s", deliveriesPerSecond());
        fields.put("msgs_per_s", published / seconds);
        fields.put("deliveries_per_read", reads == 0 ? 0.0 : (double) inWindow / reads);
        fields.put("wire_bytes_per_delivery", inWindow == 0 ? 0.0 : (double) bytesRead / inWindow);
        fields.put("server_cpu_s", used.cpu());
        fields.put("server_user_s", used.user());
        fields.put("server_sys_s", used.kernel());
        fields.put("server_cpu_us_per_delivery", cpuOfADelivery());
        fields.put("server_cpu_us_per_message", cpuOfAMessage());
        fields.put("gen_cpu_s", ownCpu);
        fields.put("gen_cpu_us_per_delivery", inWindow == 0 ? 0.0 : ownCpu * 1e6 / inWindow);
        fields.put("other_cpu_s", otherCpu);
        fields.put("rss_before_kb", residentBefore / 1024);
        fields.put("rss_after_kb", residentReady / 1024);
        fields.put("rss_bytes_per_conn", residentOfAConnection());
        return fields.entrySet().stream()
                .map(field -> "\"" + field.getKey() + "\":" + text(field.getValue()))
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String text(Object value) {
        return value instanceof Double number ? String.format(Locale.ROOT, "%.3f", number) : value.toString();
    }
}
