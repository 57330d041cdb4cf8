package chat.parley.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.kit.Settings;
import chat.parley.session.HeartbeatConfig;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.openshift.api.model.monitoring.v1.PodMonitor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

/// What is finally applied: each list of manifests, and what `kubectl kustomize` makes of it if that is
/// installed.
final class OverlaysTest {
    private static final Set<String> KNOWN = Set.of(
            "apiVersion",
            "kind",
            "namespace",
            "labels",
            "resources",
            "components",
            "patches",
            "replacements",
            "configMapGenerator",
            "images");

    static List<Path> folders() throws IOException {
        return Manifests.folders();
    }

    @ParameterizedTest
    @MethodSource("folders")
    void everyFileIsListedAndParsedStrictly(Path folder) throws IOException {
        Map<String, Object> list = new Yaml().load(Files.readString(folder.resolve("kustomization.yaml")));
        assertTrue(KNOWN.containsAll(list.keySet()), () -> "only " + KNOWN + " were expected, not " + list.keySet());
        Set<String> listed = new TreeSet<>();
        names(list.getOrDefault("resources", List.of()), listed);
        names(list.getOrDefault("patches", List.of()), listed);
        names(list.getOrDefault("replacements", List.of()), listed);
        Manifests manifests = Manifests.of(folder);
        assertEquals(Manifests.files(folder), listed.stream().sorted().toList());
        assertTrue(manifests.all().stream()
                .allMatch(one -> one.getMetadata().getName().matches("[a-z-]+")));
    }

    /// Files of this folder; other folders have lists of their own.
    private static void names(@Nullable Object entries, Set<String> listed) {
        if (entries instanceof Collection<?> all) {
            for (Object one : all) {
                String name = String.valueOf(one instanceof Map<?, ?> patch ? patch.get("path") : one);
                if (!name.startsWith("../")) {
                    listed.add(name);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"local", "production"})
    void renderedManifestsAreStrictAndComplyWithThePolicies(String overlay) throws IOException {
        Manifests rendered = rendered(overlay);
        rendered.pods().forEach(PodPolicy::holdsFor);
        var deployment = rendered.named(Deployment.class, "parley").getSpec();
        assertEquals(
                0,
                deployment.getStrategy().getRollingUpdate().getMaxUnavailable().getIntVal());
        assertTrue(rendered.named(HorizontalPodAutoscaler.class, "parley")
                        .getSpec()
                        .getMinReplicas()
                > 1);
        var volumes = rendered.pods().getLast().getVolumes();
        assertTrue(
                volumes.stream()
                        .filter(volume -> volume.getConfigMap() != null)
                        .allMatch(volume -> volume.getConfigMap().getName().matches("parley-redis-\\w{10}")),
                "a changed redis.conf starts Redis anew");
    }

    @Test
    void productionIsMonitoredAndHasNetworkPolicies() throws IOException {
        Manifests production = rendered("production");
        assertTrue(production.all().stream()
                .filter(one -> !(one instanceof Namespace))
                .allMatch(one -> "parley".equals(one.getMetadata().getNamespace())));
        assertEquals(
                "restricted",
                production
                        .named(Namespace.class, "parley")
                        .getMetadata()
                        .getLabels()
                        .get("pod-security.kubernetes.io/enforce"));
        var deny = production.named(NetworkPolicy.class, "deny").getSpec();
        assertEquals(List.of("Ingress", "Egress"), deny.getPolicyTypes());
        assertEquals(List.of(), deny.getIngress());
        String image = production.pods().getFirst().getContainers().getFirst().getImage();
        assertTrue(image.matches(".+/parley:\\d+\\.\\d+\\.\\d+"), image);
        var scrape = production.named(PodMonitor.class, "parley").getSpec();
        assertEquals("management", scrape.getPodMetricsEndpoints().getFirst().getPort());
        assertEquals("/q/metrics", scrape.getPodMetricsEndpoints().getFirst().getPath());
        assertEquals(
                production
                        .named(Deployment.class, "parley")
                        .getSpec()
                        .getSelector()
                        .getMatchLabels(),
                scrape.getSelector().getMatchLabels());
    }

    @Test
    void ingressTimeoutsAllowLongSessions() throws IOException {
        long heartbeat = Settings.of(HeartbeatConfig.class).interval().toSeconds();
        Ingress ingress =
                Manifests.of(Manifests.FOLDER.resolve("components/ingress")).named(Ingress.class, "parley");
        Map<String, String> notes = ingress.getMetadata().getAnnotations();
        for (String timeout : List.of("proxy-read-timeout", "proxy-send-timeout")) {
            assertTrue(Long.parseLong(notes.get("nginx.ingress.kubernetes.io/" + timeout)) > 2 * heartbeat, timeout);
        }
        var route = Manifests.of(Manifests.FOLDER.resolve("components/gateway"))
                .named(HTTPRoute.class, "parley")
                .getSpec();
        var socket = route.getRules().getFirst();
        assertEquals("/ws", socket.getMatches().getFirst().getPath().getValue());
        assertEquals("0s", socket.getTimeouts().getRequest());
        int port = Manifests.of(Manifests.BASE)
                .named(Service.class, "parley")
                .getSpec()
                .getPorts()
                .getFirst()
                .getPort();
        assertTrue(route.getRules().stream()
                .allMatch(rule -> rule.getBackendRefs().getFirst().getPort() == port));
    }

    private static Manifests rendered(String overlay) throws IOException {
        return Rendered.of(overlay, Manifests.FOLDER.resolve("overlays").resolve(overlay));
    }
}
