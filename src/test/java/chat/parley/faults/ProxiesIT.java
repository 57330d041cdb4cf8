package chat.parley.faults;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.dev.FreePort;
import chat.parley.kit.Certificates;
import chat.parley.kit.Lane;
import chat.parley.kit.Pod;
import chat.parley.kit.PodCluster;
import chat.parley.kit.Program;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/// One machine as operating.md sets it up: two pods behind nginx and behind haproxy, both with TLS. One pod is
/// drained and comes back, then the other one is killed; both proxies are in front of the same pods.
@Lane(Lane.SCREENS)
final class ProxiesIT {
    private static final int MEMBERS = 100;
    private static final int ROOMS = 10;
    private static final int PER_SECOND = 50;
    private static final int DRAIN_SECONDS = (int) Scale.DRAIN.toSeconds();
    private static final int RESTARTING = 1012;
    private static final double AWAY_WITHIN_SECONDS = 5;

    @Test
    void membersMissNothingWhenOnePodIsDrainedAndTheOtherKilled() throws Exception {
        // Kept: configurations and logs, for whoever reads a failure.
        Path folder = Files.createDirectories(Path.of("target", "proxies")).toRealPath();
        Path nginx = Program.named("nginx", "a drain and a killed pod behind nginx and haproxy");
        Path haproxy = Program.named("haproxy", "a drain and a killed pod behind nginx and haproxy");
        Certificates certificates = new Certificates(folder, "authority");
        certificates.sign("proxy", "DNS:localhost,IP:127.0.0.1");
        List<Balancer.Place> places = List.of(place(), place());
        try (PodCluster podCluster = new PodCluster()) {
            Pod first = pod(podCluster, places.getFirst());
            Pod second = pod(podCluster, places.getLast());
            podCluster.ready();
            assertTrue(healthy(places.getFirst()), "the health check of compose.yaml");
            try (Proxy.Nginx behindNginx = new Proxy.Nginx(nginx, folder, places);
                    Proxy.Haproxy behindHaproxy = new Proxy.Haproxy(haproxy, folder, places);
                    Crowd some = crowd(behindNginx, first, second);
                    Crowd others = crowd(behindHaproxy, first, second)) {
                List<Proxy> proxies = List.of(behindNginx, behindHaproxy);
                for (Proxy proxy : proxies) {
                    servesThePage(proxy, certificates);
                }
                List<Crowd> crowds = List.of(some, others);
                crowds.forEach(crowd -> crowd.talks(PER_SECOND));
                some.goesOnFor(Scale.CALM);

                first.terminate();
                first.end(DRAIN_SECONDS + 20);
                assertFalse(healthy(places.getFirst()), "the health check of compose.yaml");
                List<Integer> movedByDrain =
                        crowds.stream().map(crowd -> crowd.comebacks().size()).toList();
                Pod again = pod(podCluster, places.getFirst());
                again.ready();
                some.goesOnFor(Scale.CALM);

                second.kill();
                crowds.forEach(
                        crowd -> await().atMost(30, SECONDS).untilAsserted(() -> assertEquals(List.of(), away(crowd))));
                some.goesOnFor(Scale.CALM);
                for (int i = 0; i < crowds.size(); i++) {
                    Crowd crowd = crowds.get(i);
                    crowd.settles(Crowd::everybody);
                    report(proxies.get(i).name(), crowd);
                    assertTrue(movedByDrain.get(i) > 0, "the drain moved somebody");
                }
                Stream.of(first, second, again)
                        .forEach(pod -> assertFalse(pod.said().contains("is not trusted")));
            }
        }
    }

    /// Why clients that are not connected were last refused.
    private static List<String> away(Crowd crowd) {
        return crowd.clients().stream()
                .filter(client -> !client.online())
                .map(client -> client.diary().refusals().stream()
                        .reduce((_, last) -> last)
                        .orElse("never refused"))
                .toList();
    }

    private static Balancer.Place place() {
        return new Balancer.Place(FreePort.next(), FreePort.next());
    }

    /// With the environment of `compose.yaml` that matters here.
    private static Pod pod(PodCluster podCluster, Balancer.Place place) {
        return podCluster.podIn(
                Map.of("PARLEY_TRUSTED_PROXIES", "127.0.0.1", "PARLEY_TOKEN_SECRET_PREVIOUS", ""),
                place.settings(Scale.settings()));
    }

    private static Crowd crowd(Proxy proxy, Pod... pods) {
        return new Crowd(new Pods(List.of(pods), Optional.of(proxy.address())), MEMBERS, ROOMS, 1);
    }

    /// Over TLS alone, and the pod knows that it was TLS.
    private static void servesThePage(Proxy proxy, Certificates certificates) throws Exception {
        try (HttpClient client =
                HttpClient.newBuilder().sslContext(certificates.context()).build()) {
            HttpResponse<String> page =
                    client.send(HttpRequest.newBuilder(proxy.page()).build(), HttpResponse.BodyHandlers.ofString());
            assertEquals(200, page.statusCode(), proxy.name());
            assertTrue(page.headers().firstValue("strict-transport-security").isPresent(), proxy.name());
            HttpResponse<String> open =
                    client.send(HttpRequest.newBuilder(proxy.openPage()).build(), HttpResponse.BodyHandlers.ofString());
            assertEquals(301, open.statusCode(), proxy.name());
            String there = open.headers().firstValue("location").orElse("");
            assertTrue(there.startsWith("https://127.0.0.1"), there);
        }
    }

    /// What the health check of `compose.yaml` says about a pod.
    private static boolean healthy(Balancer.Place place) throws IOException, InterruptedException {
        JsonNode compose =
                new ObjectMapper().valueToTree(new Yaml().load(Files.readString(Path.of("compose", "compose.yaml"))));
        List<String> words = new ArrayList<>();
        compose.at("/x-pod/healthcheck/test").forEach(word -> words.add(word.asText()));
        assertEquals("CMD", words.removeFirst());
        words.replaceAll(word -> word.replace("/9000", "/" + place.management()));
        return new ProcessBuilder(words).inheritIO().start().waitFor() == 0;
    }

    private static void report(String proxy, Crowd crowd) {
        Verdict verdict = crowd.ledger(Crowd::everybody).verdict();
        List<Reconnection> comebacks = crowd.comebacks();
        double[] drained = seconds(comebacks, true);
        double[] killed = seconds(comebacks, false);
        List<String> refusals = crowd.clients().stream()
                .flatMap(client -> client.diary().refusals().stream())
                .toList();
        int resent = crowd.clients().stream()
                .mapToInt(client -> client.outbox().resent())
                .sum();
        Report.row(
                "drain, then SIGKILL, of a pod behind " + proxy,
                verdict,
                String.format(
                        Locale.ROOT,
                        "%d members; drain: %d moved, away p50 %.2f s, at most %.2f s; SIGKILL: %d moved, away p50 %.2f"
                                + " s, at most %.2f s; connections or hellos refused meanwhile: %d; messages sent again:"
                                + " %d",
                        MEMBERS,
                        drained.length,
                        Report.percentile(drained, 50),
                        Report.percentile(drained, 100),
                        killed.length,
                        Report.percentile(killed, 50),
                        Report.percentile(killed, 100),
                        refusals.size(),
                        resent));
        assertTrue(verdict.clean(), verdict::toString);
        assertEquals(0, verdict.resets());
        assertEquals(List.of(), crowd.failures());
        assertTrue(drained.length > 0 && killed.length >= MEMBERS / 2, comebacks::toString);
        assertTrue(Report.percentile(drained, 100) <= Scale.within(AWAY_WITHIN_SECONDS), "drain");
        assertTrue(Report.percentile(killed, 100) <= Scale.within(AWAY_WITHIN_SECONDS), "SIGKILL");
    }

    private static double[] seconds(List<Reconnection> comebacks, boolean drain) {
        return comebacks.stream()
                .filter(comeback -> (comeback.code() == RESTARTING) == drain)
                .mapToDouble(Reconnection::seconds)
                .toArray();
    }
}
