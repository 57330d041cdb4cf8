package chat.parley.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;

/// The chart of `k8s/helm`, rendered by Helm itself for the values of `src/test/resources/helm` and for others
/// that it has to refuse.
@Tag("slow")
final class HelmChartTest {
    private static final Path SETS = Path.of("src/test/resources/helm");
    private static final Path KEPT = Path.of("target", "k8s", "helm");
    private static final ObjectMapper JSON = new ObjectMapper();

    /// Values that Helm refuses, and what it says.
    private static final Map<String, String> REFUSED = Map.of(
            "pods: {mim: 3}", "at '/pods': additional properties 'mim' not allowed",
            "pods: {min: 0}", "at '/pods/min': minimum: got 0, want 1",
            "pods: {min: 5, max: 4}", "expected pods.min of at most pods.max, got 5 and 4",
            "route: nginx", "at '/route': value must be one of 'gateway', 'ingress', 'none'",
            "settings: {PARLEY_TOKEN_SECRET: x}", "invalid propertyName 'PARLEY_TOKEN_SECRET'",
            "redis: {kind: cluster}\nbackup: {enabled: true}",
                    "at '/redis/kind': value must be one of 'single', 'sentinel'",
            "keda: {enabled: true}\nmonitoring: {enabled: false}", "at '/monitoring/enabled': value must be true",
            "trustedProxies: [everybody]", "at '/trustedProxies/0': 'everybody' does not match pattern",
            "image: {digest: latest}", "at '/image/digest': 'latest' does not match pattern");

    private static HelmChart chart;

    @BeforeAll
    static void render() throws IOException, InterruptedException {
        List<Path> values = new ArrayList<>();
        for (String set : sets()) {
            values.add(SETS.resolve(set + ".yaml"));
        }
        try (Stream<Path> old = Files.exists(KEPT) ? Files.list(KEPT) : Stream.empty()) {
            old.forEach(file -> file.toFile().delete());
        }
        TreeMap<String, String> refused = new TreeMap<>();
        REFUSED.keySet().forEach(text -> refused.put(refused(text), text));
        values.addAll(HelmChart.write(Files.createDirectories(KEPT), refused));
        chart = HelmChart.of(KEPT, values);
    }

    private static String refused(String text) {
        return "refused-" + text.replaceAll("[^A-Za-z]+", "-");
    }

    static List<String> sets() throws IOException {
        try (Stream<Path> files = Files.list(SETS)) {
            return files.map(file -> file.getFileName().toString().replace(".yaml", ""))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void thereAreElevenSetsOfValues() throws IOException {
        assertEquals(11, sets().size());
    }

    @ParameterizedTest
    @MethodSource("sets")
    void renderedManifestsAreStrictAndComplyWithThePolicies(String set) throws IOException {
        Manifests rendered = chart.with(set);
        assertFalse(rendered.allPods().isEmpty());
        rendered.allPods().forEach(PodPolicy::holdsFor);
        assertEquals(List.of(), rendered.of(Namespace.class), "helm --create-namespace");
        rendered.all().forEach(one -> {
            assertEquals(HelmTemplate.NAMESPACE, one.getMetadata().getNamespace(), one::toString);
            assertEquals("Helm", one.getMetadata().getLabels().get("app.kubernetes.io/managed-by"));
        });
        assertFalse(chart.text(set).contains("namespace=\"parley\""), "queries are about the release's namespace");
    }

    /// The same defaults and the same components: what both render says the same.
    @ParameterizedTest
    @CsvSource({
        "defaults, ''",
        "sentinel, redis-sentinel backup",
        "cluster, redis-cluster",
        "managed, managed-redis",
        "ingress, ingress issuer",
        "keda, keda",
        "traces, traces backup",
        "archive, archive"
    })
    void chartSaysTheSameAsKustomize(String set, String components) throws IOException {
        Path folder = Files.createDirectories(Path.of("target", "k8s", "like-helm-" + set));
        StringBuilder list = new StringBuilder("""
                apiVersion: kustomize.config.k8s.io/v1beta1
                kind: Kustomization
                namespace: %s
                resources:
                  - ../../../k8s/overlays/production
                """.formatted(HelmTemplate.NAMESPACE));
        if (!components.isEmpty()) {
            list.append("components:\n");
            for (String component : components.split(" ", -1)) {
                list.append("  - ../../../k8s/components/").append(component).append('\n');
            }
        }
        Files.writeString(folder.resolve("kustomization.yaml"), list);
        Map<String, JsonNode> kustomize = Said.by(Rendered.of("like-helm-" + set, folder));
        Map<String, JsonNode> helm = Said.by(chart.with(set));
        if (set.equals("ingress")) {
            // Instead of the gateway, which Kustomize leaves beside it.
            kustomize
                    .keySet()
                    .removeIf(name -> name.matches("(Gateway|HTTPRoute|NetworkPolicy) parley(-redirect|-gateway)?")
                            && !helm.containsKey(name));
        }
        assertEquals(kustomize.keySet(), helm.keySet());
        String namespace = HelmTemplate.NAMESPACE;
        for (Map.Entry<String, JsonNode> object : kustomize.entrySet()) {
            assertEquals(
                    object.getValue()
                            .toPrettyString()
                            .replace("namespace=\\\"parley\\\"", "namespace=\\\"" + namespace + "\\\""),
                    Objects.requireNonNull(helm.get(object.getKey())).toPrettyString(),
                    object.getKey());
        }
    }

    /// The packed chart has what the links of the folder lead to.
    @Test
    void packedChartIsWhole() throws IOException {
        assertEquals(Said.by(chart.with("defaults")), Said.by(chart.with(HelmTemplate.PACKED)));
    }

    @Test
    void eachValueChangesWhatItSays() throws IOException {
        String text = chart.text("changed");
        Map<String, Object> values = new Yaml().load(Files.readString(SETS.resolve("changed.yaml")));
        for (String value : leaves(values)) {
            assertTrue(text.contains(value), () -> value + " is rendered");
        }
        Set<String> gone = new TreeSet<>(Set.of(
                "example.com",
                "parley-tls",
                "gatewayClassName: default",
                "10.0.0.0/8",
                "768mb",
                "1280Mi",
                "8Gi",
                "24Gi"));
        gone.removeIf(old -> !text.contains(old));
        assertEquals(Set.of(), gone, "no default is left");
    }

    private static List<String> leaves(Object value) {
        List<String> leaves = new ArrayList<>();
        if (value instanceof Map<?, ?> map) {
            map.values().forEach(inner -> leaves.addAll(leaves(inner)));
        } else if (value instanceof List<?> list) {
            list.forEach(inner -> leaves.addAll(leaves(inner)));
        } else if (!(value instanceof Boolean)) {
            leaves.add(value.toString());
        }
        return leaves;
    }

    @Test
    void smallInstallationHasWhatItAskedFor() throws IOException {
        Manifests small = chart.with("small");
        var pool = small.named(HorizontalPodAutoscaler.class, "parley").getSpec();
        assertEquals(List.of(1, 2), List.of(pool.getMinReplicas(), pool.getMaxReplicas()));
        var container = small.pods().getFirst().getContainers().getFirst();
        assertEquals("parley:latest", container.getImage());
        assertTrue(container.getEnv().stream().noneMatch(one -> one.getName().equals("PARLEY_TRUSTED_PROXIES")));
        assertTrue(small.all().stream().noneMatch(one -> one.getKind().matches("Gateway|HTTPRoute|PodMonitor")));
    }

    /// Redis starts anew when its settings change, as with Kustomize.
    @Test
    void changedConfigurationStartsRedisAnew() throws IOException {
        assertFalse(checksum("defaults").equals(checksum("small")));
        assertEquals(checksum("defaults"), checksum("ingress"));
    }

    private static String checksum(String set) throws IOException {
        return Objects.requireNonNull(chart.with(set)
                .named(StatefulSet.class, "parley-redis")
                .getSpec()
                .getTemplate()
                .getMetadata()
                .getAnnotations()
                .get("checksum/config"));
    }

    @Test
    void invalidValuesAreRefusedWithASentence() {
        REFUSED.forEach((text, sentence) -> {
            try {
                String said = chart.refusal(refused(text));
                assertTrue(said.contains(sentence), () -> text + ": " + said);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
    }

    /// The schema refuses unknown names, so each default has an entry; here, the other way round.
    @Test
    void eachValueOfTheSchemaHasADefault() throws IOException {
        JsonNode schema =
                JSON.readTree(HelmChart.FOLDER.resolve("values.schema.json").toFile());
        JsonNode defaults =
                JSON.valueToTree(new Yaml().load(Files.readString(HelmChart.FOLDER.resolve("values.yaml"))));
        assertDefaults("", schema, defaults);
    }

    private static void assertDefaults(String path, JsonNode schema, JsonNode defaults) {
        schema.path("properties").properties().forEach(property -> {
            String name = property.getKey();
            if (!path.concat("/" + name).matches("/global|/pods/resources/.*")) {
                assertTrue(defaults.has(name), () -> path + "/" + name + " has a default");
                assertDefaults(path + "/" + name, property.getValue(), defaults.get(name));
            }
        });
    }
}
