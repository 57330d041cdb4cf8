package chat.parley.acceptance;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.dev.FreePort;
import chat.parley.kit.Connection;
import chat.parley.kit.Lane;
import chat.parley.kit.Member;
import chat.parley.kit.Meters;
import chat.parley.kit.Pod;
import chat.parley.kit.PodCluster;
import chat.parley.kit.RawHttp;
import chat.parley.kit.RawSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The metrics of a pod from its start on: on a pod of its own, whose ports are fixed as in production.
@Lane(Lane.PROTOCOL)
final class MetersIT {
    private static final Pattern LABEL = Pattern.compile("([a-z_]+)=\"");
    private static final int MANY = 150;
    private static final int CONNECTIONS = 8;

    @RegisterExtension
    static final PodCluster PODS = new PodCluster();

    private static Pod pod;
    /// The metrics before the first connection.
    private static Meters atFirst;

    private static String logAtFirst;

    @BeforeAll
    static void aPodToWhichNobodyCameYet() {
        pod = PODS.pod("quarkus.management.port=" + FreePort.next(), "parley.limits.connections=" + CONNECTIONS);
        PODS.ready();
        atFirst = Meters.of(pod);
        logAtFirst = pod.said();
    }

    @Test
    void everyMeterExistsBeforeTheFirstConnection() {
        List<String> before = atFirst.lines("parley_");
        assertTrue(before.contains("parley_connections_opened_total 0.0"), before::toString);
        assertEquals(
                Set.of(
                        "parley_archive_entries_total",
                        "parley_archive_failures_total",
                        "parley_archive_gaps_total",
                        "parley_archive_lag_seconds",
                        "parley_backplane_reconnects_total",
                        "parley_backplane_topics",
                        "parley_backplane_up",
                        "parley_balance_asked_total",
                        "parley_balance_paused",
                        "parley_balance_returned_total",
                        "parley_commands_refused_total",
                        "parley_connections_closed_total",
                        "parley_connections_limit",
                        "parley_connections_open",
                        "parley_connections_opened_total",
                        "parley_delivery_lag_seconds_bucket",
                        "parley_delivery_lag_seconds_count",
                        "parley_delivery_lag_seconds_max",
                        "parley_delivery_lag_seconds_sum",
                        "parley_draining",
                        "parley_event_loop_lag_seconds_count",
                        "parley_event_loop_lag_seconds_max",
                        "parley_event_loop_lag_seconds_sum",
                        "parley_hello_seconds_bucket",
                        "parley_hello_seconds_count",
                        "parley_hello_seconds_max",
                        "parley_hello_seconds_sum",
                        "parley_hello_total",
                        "parley_issuer_fetches_total",
                        "parley_issuer_keys",
                        "parley_issuer_keys_age_seconds",
                        "parley_log_heals_total",
                        "parley_messages_total",
                        "parley_outbox_bound",
                        "parley_outbox_bytes",
                        "parley_outbox_dropped_total",
                        "parley_outbox_ended_total",
                        "parley_rooms_open",
                        "parley_send_seconds_bucket",
                        "parley_send_seconds_count",
                        "parley_send_seconds_max",
                        "parley_send_seconds_sum",
                        "parley_store_aof_bytes",
                        "parley_store_aof_ok",
                        "parley_store_answer_seconds_bucket",
                        "parley_store_answer_seconds_count",
                        "parley_store_answer_seconds_max",
                        "parley_store_answer_seconds_sum",
                        "parley_store_memory_limit_bytes",
                        "parley_store_memory_used_bytes",
                        "parley_store_refusals_total",
                        "parley_store_replicas",
                        "parley_store_replication_lag_bytes",
                        "parley_store_replication_lag_seconds",
                        "parley_store_up",
                        "parley_store_usable",
                        "parley_requests_refused_total"),
                names(before));
        for (String labelled : List.of(
                "parley_connections_closed_total{code=\"1012\"} 0.0",
                "parley_hello_total{outcome=\"ok\"} 0.0",
                "parley_messages_total{outcome=\"stored\"} 0.0",
                "parley_store_refusals_total{reason=\"oom\"} 0.0",
                "parley_requests_refused_total{reason=\"host\"} 0.0")) {
            assertTrue(before.contains(labelled), before::toString);
        }
        try (Member ada = Member.named("Ada", pod)) {
            String room = PodCluster.room();
            ada.joins(room);
            ada.says(room, "hello");
            ada.hears(room, "hello");
            List<String> after = Meters.of(pod).lines("parley_");
            assertEquals(names(before), names(after), "no meter is made on the way");
            assertEquals(before.size(), after.size(), "nor another series");
            assertEquals(
                    Set.of("code", "le", "outcome", "reason"), labels(after), "nothing is counted by room or user");
        }
    }

    @Test
    void everyMeterDescribesWhatItMeasures() {
        assertEquals(414, status(pod.port(), "GET /" + "x".repeat(5_000) + " HTTP/1.1"));
        try (Member ada = Member.named("Ada", pod)) {
            ada.says("lobby", "hello");
        }
        List<String> silent = Meters.of(pod).lines("# HELP").stream()
                .filter(line -> line.matches("# HELP \\S+\\s*") || line.contains("which does not describe it"))
                .toList();
        assertEquals(List.of(), silent);
    }

    @Test
    void startupLogsNoWarnings() {
        assertEquals(
                List.of(),
                logAtFirst
                        .lines()
                        .filter(line -> !line.contains("\"level\":\"INFO\""))
                        .toList());
    }

    @Test
    void helloIsCountedByItsOutcome() {
        double timed = timed("hello");
        double taken = hellos("ok");
        double misspelt = hellos("bad_request");
        double again = hellos("conflict");
        double forged = hellos("4501");
        try (Connection ada = Connection.to(pod);
                Connection eve = Connection.to(pod)) {
            ada.refused().helloAs("x".repeat(100));
            ada.helloAs("Ada");
            ada.refused().helloAs("Ada");
            eve.pipelined().helloWith("not.a.token");
            assertEquals(4501, eve.heard().end().code());
        }
        assertEquals(timed + 1, timed("hello"));
        assertEquals(taken + 1, hellos("ok"));
        assertEquals(misspelt + 1, hellos("bad_request"));
        assertEquals(again + 1, hellos("conflict"));
        assertEquals(forged + 1, hellos("4501"));
    }

    @Test
    void helloOfAClosedConnectionIsCounted() {
        double gone = hellos("gone");
        try (Connection ada = Connection.to(pod)) {
            PODS.redis().ask("CLIENT PAUSE 20000 WRITE");
            ada.pipelined().hello();
            ada.vanishes();
            nobodyIsThere();
            PODS.redis().ask("CLIENT UNPAUSE");
        }
        await().atMost(10, SECONDS).untilAsserted(() -> assertEquals(gone + 1, hellos("gone")));
    }

    @Test
    void sendIsTimedFromArrivalToReply() {
        try (Member ada = Member.named("Ada", pod)) {
            String room = PodCluster.room();
            ada.joins(room);
            double count = timed("send");
            double seconds = Meters.of(pod).sum("parley_send_seconds_sum");
            PODS.redis().ask("CLIENT PAUSE 1000");
            ada.says(room, "hello");
            assertEquals(count + 1, timed("send"));
            double took = Meters.of(pod).sum("parley_send_seconds_sum") - seconds;
            assertTrue(took > 0.01 && took < 5, () -> "it took " + took + " s");
        }
    }

    @Test
    void refusedUpgradeIsCountedByReason() {
        assertEquals(1, counted("origin", 403, "Origin: https://elsewhere.example"));
        assertEquals(1, counted("subprotocol", 400, "Sec-WebSocket-Protocol: parley.v9"));
        assertEquals(1, counted("handshake", 400, "Content-Length: 1"));
    }

    @Test
    void upgradeRefusedByAFullPodIsCounted() {
        double before = refusals("reason=\"connections\"");
        List<RawSocket> sockets = new ArrayList<>();
        try {
            do {
                sockets.add(new RawSocket(pod));
            } while (sockets.getLast().status() == 101 && sockets.size() <= CONNECTIONS);
            assertEquals(before + 1, refusals("reason=\"connections\""));
        } finally {
            sockets.forEach(RawSocket::close);
        }
        nobodyIsThere();
    }

    /// Returns the growth of that reason's counter; no other counter may grow.
    private static double counted(String reason, int status, String... headers) {
        double before = refusals("reason=\"" + reason + '"');
        double others = refusals() - before;
        try (RawSocket socket = new RawSocket(pod, headers)) {
            assertEquals(status, socket.status());
        }
        double after = refusals("reason=\"" + reason + '"');
        assertEquals(others, refusals() - after);
        return after - before;
    }

    private static double refusals(String... labels) {
        return Meters.of(pod).sum("parley_requests_refused_total", labels);
    }

    @Test
    void clientInputCreatesNoSeries() {
        IntStream.range(0, 3).forEach(MetersIT::strangersCome);
        Set<String> before = asked();
        IntStream.range(3, MANY).forEach(MetersIT::strangersCome);
        assertEquals(before, asked());
        double counted = Meters.of(pod).sum("http_server_requests_seconds_count", "uri=\"/api/rooms\"");
        assertEquals(401, status(pod.port(), "GET /api/rooms HTTP/1.1"));
        await().atMost(5, SECONDS)
                .untilAsserted(() -> assertEquals(
                        counted + 1,
                        Meters.of(pod).sum("http_server_requests_seconds_count", "uri=\"/api/rooms\""),
                        "and who knows the way is counted as before"));
    }

    private static Set<String> asked() {
        return names(Meters.of(pod).lines("http_server_requests"), " ");
    }

    private static void strangersCome(int time) {
        for (int port : List.of(pod.port(), pod.managementPort())) {
            status(port, "FOO" + time + " / HTTP/1.1");
            status(port, "FOO" + time + " /uu" + time + " HTTP/1.1");
            status(port, "POST /uu" + time + " HTTP/1.1", "Content-Length: 0");
            status(port, "PUT /uu" + time + " HTTP/1.1", "Content-Length: 99999999");
            status(port, "GET /api/x" + time + " HTTP/1.1", "Origin: https://elsewhere.example");
            status(port, "GET /api/rooms/x" + time + " HTTP/1.1", "Origin: https://elsewhere.example");
            status(port, "DELETE /api/rooms/x" + time + " HTTP/1.1");
            status(port, "OPTIONS *" + time + " HTTP/1.1");
        }
    }

    private static void nobodyIsThere() {
        await().atMost(10, SECONDS)
                .untilAsserted(() -> assertEquals(0, Meters.of(pod).sum("parley_connections_open")));
    }

    private static double hellos(String outcome) {
        return Meters.of(pod).sum("parley_hello_total", "outcome=\"" + outcome + '"');
    }

    private static double timed(String command) {
        return Meters.of(pod).sum("parley_" + command + "_seconds_count");
    }

    private static Set<String> names(List<String> lines) {
        return names(lines, "[{ ]");
    }

    /// The part of each line before the first of these.
    private static Set<String> names(List<String> lines, String end) {
        Set<String> names = new TreeSet<>();
        lines.forEach(line -> names.add(line.split(end, 2)[0]));
        return names;
    }

    private static Set<String> labels(List<String> lines) {
        Set<String> labels = new TreeSet<>();
        lines.forEach(line -> LABEL.matcher(line).results().forEach(label -> labels.add(label.group(1))));
        return labels;
    }

    /// Status of the answer to a request that no client would write.
    private static int status(int port, String... lines) {
        String[] request = Stream.concat(Stream.of(lines), Stream.of("Host: 127.0.0.1:" + port))
                .toArray(String[]::new);
        return RawHttp.once(port, request).status();
    }
}
