package chat.parley.monitoring;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.dev.FreePort;
import chat.parley.kit.Lane;
import chat.parley.kit.Member;
import chat.parley.kit.Pod;
import chat.parley.kit.PodCluster;
import chat.parley.kit.Program;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Two pods, some messages, and a real Prometheus that scrapes them: it has everything that the dashboard
/// shows and the rules compute. `target/monitoring/results.md` has the results.
@Lane(Lane.PROTOCOL)
final class DashboardIT {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path FOLDER = Path.of("target", "monitoring").toAbsolutePath();

    @RegisterExtension
    static final PodCluster PODS = new PodCluster();

    /// What kube-state-metrics and the kubelets say about them in a cluster.
    private static final String CLUSTER = """
            kube_deployment_spec_replicas{namespace="parley",deployment="parley"} 2
            kube_deployment_status_replicas_available{namespace="parley",deployment="parley"} 2
            kube_statefulset_replicas{namespace="parley",statefulset="parley-redis"} 1
            kube_statefulset_status_replicas_ready{namespace="parley",statefulset="parley-redis"} 1
            kube_horizontalpodautoscaler_status_desired_replicas{namespace="parley",horizontalpodautoscaler="parley"} 2
            kube_horizontalpodautoscaler_spec_max_replicas{namespace="parley",horizontalpodautoscaler="parley"} 10
            kube_cronjob_created{namespace="parley",cronjob="parley-backup"} 1.7e9
            kube_cronjob_status_last_successful_time{namespace="parley",cronjob="parley-backup"} 1.7e9
            kube_job_created{namespace="parley",job_name="parley-backup-1"} 1.7e9
            kube_job_failed{namespace="parley",job_name="parley-backup-1",condition="true"} 1
            kubelet_volume_stats_available_bytes{namespace="parley",persistentvolumeclaim="data-parley-redis-0"} 7e9
            kubelet_volume_stats_capacity_bytes{namespace="parley",persistentvolumeclaim="data-parley-redis-0"} 8e9
            """;

    private final int port = FreePort.next();

    @Test
    void everyPanelAndRuleYieldsDataForTwoLivePods() throws IOException {
        Path prometheus = Program.named("prometheus", "the dashboard's queries against live pods");
        PODS.redis().ask("CONFIG SET maxmemory 536870912");
        List<Pod> pods = List.of(PODS.pod(), PODS.pod());
        PODS.ready();
        HttpServer cluster = cluster();
        Process process = start(prometheus, pods, cluster.getAddress().getPort());
        try (Member ada = Member.named("Ada", pods.getFirst());
                Member grace = Member.named("Grace", pods.getLast())) {
            String room = PodCluster.room();
            ada.joins(room);
            grace.joins(room);
            await().atMost(60, SECONDS)
                    .ignoreException(UncheckedIOException.class)
                    .pollInterval(500, MILLISECONDS)
                    .untilAsserted(() -> {
                        String text = "one more word " + Member.cid();
                        ada.says(room, text);
                        grace.hears(room, text);
                        assertEquals(List.of(), silent());
                        assertEquals(2, value("sum(parley:connections:sum)"));
                        assertTrue(value("sum(rate(parley_messages_total{outcome=\"stored\"}[1m]))") > 0);
                        assertTrue(value("parley:delivery_lag:p99") > 0);
                        assertEquals(536_870_912, value("max(parley_store_memory_limit_bytes)"));
                    });
            Files.writeString(FOLDER.resolve("results.md"), report());
        } finally {
            process.destroyForcibly();
            cluster.stop(0);
        }
    }

    private static HttpServer cluster() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/metrics", exchange -> {
            byte[] text = CLUSTER.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4");
            exchange.sendResponseHeaders(200, text.length);
            exchange.getResponseBody().write(text);
            exchange.close();
        });
        server.start();
        return server;
    }

    private Process start(Path prometheus, List<Pod> pods, int cluster) throws IOException {
        Expressions.writeTo(FOLDER.resolve("live-rules.yaml"));
        Files.writeString(FOLDER.resolve("prometheus.yaml"), """
                global: { scrape_interval: 1s, evaluation_interval: 1s }
                rule_files: [live-rules.yaml]
                scrape_configs:
                  - job_name: parley/parley
                    metrics_path: /q/metrics
                    static_configs: [ { targets: [%s], labels: { namespace: parley } } ]
                  - job_name: cluster
                    static_configs: [ targets: ['127.0.0.1:%d'] ]
                    honor_labels: true
                """.formatted(
                        pods.stream()
                                .map(pod -> "'127.0.0.1:" + pod.managementPort() + "'")
                                .collect(Collectors.joining(", ")),
                        cluster));
        // Recorded ones are written every 15 s; a test does not have that long.
        Path rules = FOLDER.resolve("live-rules.yaml");
        Files.writeString(rules, Files.readString(rules).replace("interval: 15s", "interval: 1s"));
        return Program.start(
                prometheus,
                FOLDER,
                FOLDER.resolve("prometheus.log"),
                "--config.file=prometheus.yaml",
                "--storage.tsdb.path=" + Files.createTempDirectory("parley-prometheus-"),
                "--web.listen-address=127.0.0.1:" + port);
    }

    /// Queries with an empty answer.
    private List<String> silent() {
        return Expressions.all()
                .filter(one -> result(one.text()).isEmpty() != one.name().equals("ParleyGone"))
                .map(one -> one.name() + ": " + one.text())
                .toList();
    }

    private String report() {
        StringBuilder text = new StringBuilder("| what | expression | says |\n|---|---|---|\n");
        Expressions.all()
                .forEach(one -> text.append("| ")
                        .append(one.name())
                        .append(" | `")
                        .append(one.text().replace("|", "\\|"))
                        .append("` | ")
                        .append(said(result(one.text())))
                        .append(" |\n"));
        return text.toString();
    }

    private static String said(JsonNode result) {
        StringBuilder text = new StringBuilder();
        for (JsonNode one : result) {
            text.append(text.isEmpty() ? "" : ", ");
            one.get("metric").properties().stream()
                    .filter(label -> !List.of("__name__", "job").contains(label.getKey()))
                    .forEach(label -> text.append(label.getValue().asText()).append(' '));
            text.append(one.get("value").get(1).asText());
        }
        return text.isEmpty() ? "nothing, as it has to" : text.toString();
    }

    private double value(String expression) {
        return result(expression).get(0).get("value").get(1).asDouble();
    }

    private JsonNode result(String expression) {
        URI address = URI.create("http://127.0.0.1:" + port + "/api/v1/query?query="
                + URLEncoder.encode(expression, StandardCharsets.UTF_8));
        try {
            String answer = HTTP.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
            JsonNode read = JSON.readTree(answer);
            if (!read.path("status").asText().equals("success")) {
                throw new AssertionError(expression + ": " + answer);
            }
            return read.at("/data/result");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
