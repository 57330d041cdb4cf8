package chat.parley.town;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.kit.Lane;
import chat.parley.kit.Member;
import chat.parley.kit.Meters;
import chat.parley.kit.Pod;
import chat.parley.kit.Town;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What a pod tells of itself, from its first moment on: on a pod of its own, to which nobody came yet.
@Lane(Lane.PROTOCOL)
final class MetersIT {
    private static final Pattern LABEL = Pattern.compile("([a-z_]+)=\"");

    @RegisterExtension
    static final Town TOWN = new Town();

    @Test
    void everyMeterIsThereBeforeTheFirstConnection() {
        Pod pod = TOWN.pod();
        TOWN.ready();
        List<String> before = ours(pod);
        assertTrue(before.contains("parley_connections_opened_total 0.0"), before::toString);
        assertEquals(
                Set.of(
                        "parley_backplane_reconnects_total",
                        "parley_backplane_topics",
                        "parley_backplane_up",
                        "parley_connections_closed_total",
                        "parley_connections_limit",
                        "parley_connections_open",
                        "parley_connections_opened_total",
                        "parley_delivery_lag_seconds_bucket",
                        "parley_delivery_lag_seconds_count",
                        "parley_delivery_lag_seconds_max",
                        "parley_delivery_lag_seconds_sum",
                        "parley_draining",
                        "parley_log_heals_total",
                        "parley_messages_total",
                        "parley_outbox_bytes",
                        "parley_outbox_dropped_total",
                        "parley_rooms_open",
                        "parley_store_answer_seconds_bucket",
                        "parley_store_answer_seconds_count",
                        "parley_store_answer_seconds_max",
                        "parley_store_answer_seconds_sum",
                        "parley_store_memory_limit_bytes",
                        "parley_store_memory_used_bytes",
                        "parley_store_up"),
                names(before));
        for (String labelled : List.of(
                "parley_connections_closed_total{code=\"1012\"} 0.0",
                "parley_messages_total{outcome=\"stored\"} 0.0")) {
            assertTrue(before.contains(labelled), before::toString);
        }
        try (Member ada = Member.named("Ada", pod)) {
            String room = Town.room();
            ada.joins(room);
            ada.says(room, "hello");
            ada.hears(room, "hello");
            assertEquals(names(before), names(ours(pod)), "no meter is made on the way");
            assertEquals(Set.of("code", "le", "outcome"), labels(ours(pod)), "nothing is counted by room or user");
        }
    }

    private static List<String> ours(Pod pod) {
        return Meters.of(pod).lines("parley_");
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
