package chat.parley.api;

import static io.restassured.RestAssured.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(MetricsTest.NobodyCameYet.class)
final class MetricsTest {

    private static final Pattern LABEL = Pattern.compile("([a-z_]+)=\"");

    /// A pod of its own, started anew.
    public static final class NobodyCameYet implements QuarkusTestProfile {}

    @Test
    void everyMeterIsThereBeforeTheFirstConnection() {
        List<String> before = ours();
        assertTrue(before.contains("parley_connections_opened_total 0.0"), before::toString);
        assertEquals(
                Set.of(
                        "parley_backplane_reconnects_total",
                        "parley_backplane_topics",
                        "parley_backplane_up",
                        "parley_connections_closed_total",
                        "parley_connections_open",
                        "parley_connections_opened_total",
                        "parley_delivery_lag_seconds_bucket",
                        "parley_delivery_lag_seconds_count",
                        "parley_delivery_lag_seconds_max",
                        "parley_delivery_lag_seconds_sum",
                        "parley_log_heals_total",
                        "parley_messages_total",
                        "parley_outbox_dropped_total",
                        "parley_rooms_open"),
                names(before));
        for (String labelled : List.of(
                "parley_connections_closed_total{code=\"1012\"} 0.0",
                "parley_messages_total{outcome=\"stored\"} 0.0")) {
            assertTrue(before.contains(labelled), before::toString);
        }
        try (Talker ada = new Talker("Ada")) {
            String room = Talker.freshRoom();
            ada.joins(room);
            ada.says(room, "hello");
            assertEquals(names(before), names(ours()), "no meter is made on the way");
            assertEquals(Set.of("code", "le", "outcome"), labels(ours()), "nothing is counted by room or user");
        }
    }

    private static List<String> ours() {
        return get("/q/metrics")
                .asString()
                .lines()
                .filter(line -> line.startsWith("parley_"))
                .toList();
    }

    private static Set<String> names(List<String> lines) {
        Set<String> names = new TreeSet<>();
        lines.forEach(line -> names.add(line.split("[{ ]", 2)[0]));
        return names;
    }

    private static Set<String> labels(List<String> lines) {
        Set<String> labels = new TreeSet<>();
        lines.forEach(line -> LABEL.matcher(line).results().forEach(label -> labels.add(label.group(1))));
        return labels;
    }
}
