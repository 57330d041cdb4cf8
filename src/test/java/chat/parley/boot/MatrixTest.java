package chat.parley.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.knative.serving.v1.RevisionSpec;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.openshift.api.model.monitoring.v1.PodMonitor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every overlay with every component that it is meant for, by itself and with others; `target/k8s/matrix.md`
/// has the table, with the number of objects of each.
@Tag("slow")
final class MatrixTest {
    private static final Path TABLE = Path.of("target/k8s/matrix.md");
    private static final Path PAGE = Path.of("src/docs/operating.md");

    /// What each component sets in a pod.
    private static final Map<String, String> SETTINGS = Map.of(
            "archive", "PARLEY_ARCHIVE",
            "issuer", "PARLEY_ISSUER_NAME",
            "managed-redis", "QUARKUS_REDIS_TLS_TRUST_CERTIFICATE_PEM",
            "redis-sentinel", "QUARKUS_REDIS_MASTER_NAME",
            "traces", "OTEL_EXPORTER_OTLP_ENDPOINT");

    private static List<Combination> combinations = List.of();
    private static Map<String, Manifests> rendered = Map.of();

    @BeforeAll
    static void render() throws IOException {
        combinations = Combination.all();
        rendered = Rendered.inNamespaces(combinations);
        writeTable();
    }

    static IntStream places() throws IOException {
        return IntStream.range(0, Combination.all().size());
    }

    @ParameterizedTest
    @MethodSource("places")
    void compliesAndRefersToNothingThatIsMissing(int place) {
        assertHolds(combinations.get(place), of(place));
    }

    @Test
    void everythingIsInItsNamespace() {
        assertEquals(
                IntStream.range(0, combinations.size()).mapToObj(i -> "n" + i).collect(Collectors.toSet()),
                rendered.keySet());
    }

    private static Manifests of(int place) {
        return Objects.requireNonNull(rendered.get("n" + place));
    }

    private static void assertHolds(Combination one, Manifests rendered) {
        rendered.allPods().forEach(PodPolicy::holdsFor);
        Pod pod = Pod.of(rendered);
        PodPolicy.holdsFor(pod.container());
        assertEquals(
                rendered.all().size(),
                rendered.all().stream().map(MatrixTest::id).distinct().count());
        SETTINGS.forEach((component, setting) ->
                assertEquals(one.has(component), pod.settings().contains(setting), component));
        assertEquals(
                one.has("redis-cluster") || one.has("redis-sentinel"),
                pod.settings().contains("QUARKUS_REDIS_CLIENT_TYPE"));
        assertEquals(one.overlay().equals("production"), pod.settings().contains("PARLEY_TRUSTED_PROXIES"));
        assertRefersToWhatIsThere(rendered, pod);
        assertIsScaledOnce(one, rendered);
    }

    private static void assertRefersToWhatIsThere(Manifests rendered, Pod pod) {
        Set<String> maps = names(rendered.of(ConfigMap.class));
        Stream.concat(rendered.allPods().stream().flatMap(spec -> spec.getVolumes().stream()), pod.volumes().stream())
                .filter(volume -> volume.getConfigMap() != null)
                .forEach(
                        volume -> assertTrue(maps.contains(volume.getConfigMap().getName()), volume::toString));
        Set<String> volumes = pod.volumes().stream().map(Volume::getName).collect(Collectors.toSet());
        pod.container().getVolumeMounts().forEach(mount -> assertTrue(volumes.contains(mount.getName())));
        Set<String> services = names(rendered.of(Service.class));
        Stream.concat(
                        rendered.of(HTTPRoute.class).stream()
                                .flatMap(route -> route.getSpec().getRules().stream())
                                .flatMap(rule -> rule.getBackendRefs().stream())
                                .map(backend -> backend.getName()),
                        rendered.of(Ingress.class).stream()
                                .flatMap(front -> front.getSpec().getRules().stream())
                                .flatMap(rule -> rule.getHttp().getPaths().stream())
                                .map(path -> path.getBackend().getService().getName()))
                .forEach(name -> assertTrue(services.contains(name), "a Service " + name));
    }

    private static void assertIsScaledOnce(Combination one, Manifests rendered) {
        boolean knative = one.has("knative");
        assertEquals(knative ? 0 : 1, rendered.of(Deployment.class).size());
        assertEquals(
                knative ? 0 : 1,
                rendered.of(HorizontalPodAutoscaler.class).size()
                        + rendered.of(ScaledObject.class).size());
        assertEquals(one.has("keda") ? 1 : 0, rendered.of(ScaledObject.class).size());
        assertEquals(
                one.has("monitoring") && !knative ? 1 : 0,
                rendered.of(PodMonitor.class).size());
        for (ScaledObject scaled : rendered.of(ScaledObject.class)) {
            assertEquals(
                    one.overlay().equals("production") ? 3 : 2, scaled.getSpec().minReplicaCount());
            assertEquals(
                    one.overlay().equals("production") ? 12 : 3,
                    scaled.getSpec().maxReplicaCount());
        }
    }

    /// It would miss what the component after it adds; so that is an error.
    @Test
    void knativeBeforeAnotherComponentThatChangesPodsDoesNotRender() {
        AssertionError refused = assertThrows(
                AssertionError.class, () -> Rendered.of(new Combination("production", List.of("knative", "issuer"))));
        assertTrue(String.valueOf(refused.getMessage()).contains("no matches for Id Deployment"));
    }

    @Test
    void pageListsEveryComponentAndWhatItGoesWith() throws IOException {
        String page = Files.readString(PAGE);
        int begin = page.indexOf("\n### Components\n");
        String section = page.substring(begin, page.indexOf("\n### ", begin + 1));
        for (String component : Combination.allComponents()) {
            String others = Combination.ALTERNATIVES.stream()
                    .filter(group -> group.contains(component))
                    .flatMap(List::stream)
                    .filter(other -> !other.equals(component))
                    .map(other -> "`" + other + "`")
                    .collect(Collectors.joining(", "));
            String row = "\n| `" + component + "` | yes | "
                    + (Combination.PRODUCTION.contains(component) ? "in it" : "yes") + " | "
                    + (others.isEmpty() ? "| " : others + " | ");
            assertTrue(section.contains(row), row);
        }
    }

    private static void writeTable() throws IOException {
        StringBuilder text =
                new StringBuilder("| components | objects with `local` | with `production` |\n|---|---|---|\n");
        for (List<String> components :
                combinations.stream().map(Combination::components).distinct().toList()) {
            text.append("| ").append(String.join(", ", components));
            for (String overlay : Combination.OVERLAYS) {
                int place = combinations.indexOf(new Combination(overlay, components));
                text.append(" | ").append(place < 0 ? "" : of(place).all().size());
            }
            text.append(" |\n");
        }
        Files.createDirectories(TABLE.getParent());
        Files.writeString(TABLE, text);
    }

    private static String id(HasMetadata object) {
        return object.getApiVersion() + " " + object.getKind() + " "
                + object.getMetadata().getName();
    }

    private static Set<String> names(List<? extends HasMetadata> objects) {
        return objects.stream().map(one -> one.getMetadata().getName()).collect(Collectors.toSet());
    }

    /// A pod of Parley, of the Deployment or of the Knative Service.
    private record Pod(Container container, List<Volume> volumes) {
        private static Pod of(Manifests rendered) {
            return rendered.of(io.fabric8.knative.serving.v1.Service.class).stream()
                    .findFirst()
                    .map(service -> {
                        RevisionSpec spec = service.getSpec().getTemplate().getSpec();
                        return new Pod(spec.getContainers().getFirst(), spec.getVolumes());
                    })
                    .orElseGet(() -> {
                        var spec = rendered.named(Deployment.class, "parley")
                                .getSpec()
                                .getTemplate()
                                .getSpec();
                        return new Pod(spec.getContainers().getFirst(), spec.getVolumes());
                    });
        }

        private Set<String> settings() {
            return container.getEnv().stream().map(EnvVar::getName).collect(Collectors.toSet());
        }
    }
}
