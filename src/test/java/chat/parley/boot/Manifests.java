package chat.parley.boot;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.yaml.snakeyaml.Yaml;

/// The files of `k8s/`, read as strictly as Kubernetes does with `--validate=strict`: a field it does not know fails.
final class Manifests {
    static final Path FOLDER = Path.of("k8s");

    private static final Map<String, Class<? extends HasMetadata>> KINDS = Map.of(
            "Deployment", Deployment.class,
            "StatefulSet", StatefulSet.class,
            "Service", Service.class,
            "NetworkPolicy", NetworkPolicy.class,
            "PodDisruptionBudget", PodDisruptionBudget.class);

    private static final ObjectMapper STRICT =
            JsonMapper.builder().annotationIntrospector(new NothingElse()).build();

    private final List<HasMetadata> all = new ArrayList<>();

    Manifests() throws IOException {
        for (String file : files()) {
            for (Object document : new Yaml().loadAll(Files.readString(FOLDER.resolve(file)))) {
                all.add(read(file, document));
            }
        }
    }

    /// What is applied: all YAML of the folder but the list itself.
    static List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(file -> FOLDER.relativize(file).toString())
                    .filter(file -> file.endsWith(".yaml") && !file.equals("kustomization.yaml"))
                    .sorted()
                    .toList();
        }
    }

    <T extends HasMetadata> T named(Class<T> kind, String name) {
        return all.stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .filter(one -> one.getMetadata().getName().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("A " + kind.getSimpleName() + " " + name + " was expected"));
    }

    List<PodSpec> pods() {
        return List.of(
                named(Deployment.class, "parley").getSpec().getTemplate().getSpec(),
                named(StatefulSet.class, "parley-redis").getSpec().getTemplate().getSpec());
    }

    private static HasMetadata read(String file, Object document) {
        if (!(document instanceof Map<?, ?> fields) || !(fields.get("kind") instanceof String kind)) {
            throw new AssertionError(file + ": a manifest with a kind was expected, not " + document);
        }
        Class<? extends HasMetadata> type = KINDS.get(kind);
        if (type == null) {
            throw new AssertionError(file + ": one of " + KINDS.keySet() + " was expected, not " + kind);
        }
        HasMetadata manifest = STRICT.convertValue(document, type);
        if (!manifest.getApiVersion().equals(fields.get("apiVersion"))) {
            throw new AssertionError(file + ": the apiVersion of a " + kind + " was expected");
        }
        return manifest;
    }

    /// The model keeps fields that it does not know as additional ones; without that door they are refused.
    private static final class NothingElse extends JacksonAnnotationIntrospector {
        private static final long serialVersionUID = 1L;

        @Override
        public Boolean hasAnySetter(Annotated member) {
            return false;
        }
    }
}
