package chat.parley.boot;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.Gateway;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.openshift.api.model.monitoring.v1.PodMonitor;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.yaml.snakeyaml.Yaml;

/// Manifests of Kubernetes, parsed as strictly as it does with `--validate=strict`: an unknown field fails.
final class Manifests {
    static final Path FOLDER = Path.of("k8s");
    static final Path BASE = FOLDER.resolve("base");

    private static final Map<String, Class<? extends HasMetadata>> KINDS = Stream.of(
                    ConfigMap.class,
                    CronJob.class,
                    Deployment.class,
                    Gateway.class,
                    HTTPRoute.class,
                    HorizontalPodAutoscaler.class,
                    Ingress.class,
                    Job.class,
                    Namespace.class,
                    NetworkPolicy.class,
                    PersistentVolumeClaim.class,
                    PodDisruptionBudget.class,
                    PodMonitor.class,
                    PrometheusRule.class,
                    ScaledObject.class,
                    Secret.class,
                    Service.class,
                    ServiceAccount.class,
                    StatefulSet.class,
                    io.fabric8.knative.serving.v1.Service.class)
            .collect(Collectors.toUnmodifiableMap(
                    kind -> HasMetadata.getApiVersion(kind) + " " + HasMetadata.getKind(kind), kind -> kind));

    private static final ObjectMapper STRICT =
            JsonMapper.builder().annotationIntrospector(new NothingElse()).build();

    private final List<HasMetadata> all = new ArrayList<>();

    private Manifests() {}

    /// The manifests of one folder, as written.
    static Manifests of(Path folder) throws IOException {
        Manifests manifests = new Manifests();
        for (String file : files(folder)) {
            manifests.read(file, Files.readString(folder.resolve(file)));
        }
        return manifests;
    }

    /// The manifests in a text of several documents.
    static Manifests of(String what, String text) {
        Manifests manifests = new Manifests();
        manifests.read(what, text);
        return manifests;
    }

    /// The YAML files of a folder, except the list itself.
    static List<String> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> folder.relativize(file).toString())
                    .filter(file -> file.endsWith(".yaml") && !file.equals("kustomization.yaml"))
                    .sorted()
                    .toList();
        }
    }

    /// Every folder that has such a list.
    static List<Path> folders() throws IOException {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            return files.filter(file -> file.endsWith("kustomization.yaml"))
                    .map(Path::getParent)
                    .sorted()
                    .toList();
        }
    }

    List<HasMetadata> all() {
        return List.copyOf(all);
    }

    /// Each namespace with what is in it; what has none is under the empty name.
    Map<String, Manifests> byNamespace() {
        Map<String, Manifests> spaces = new HashMap<>();
        for (HasMetadata one : all) {
            ObjectMeta what = one.getMetadata();
            String space = one instanceof Namespace ? what.getName() : what.getNamespace();
            spaces.computeIfAbsent(space == null ? "" : space, _ -> new Manifests())
                    .all
                    .add(one);
        }
        return spaces;
    }

    <T extends HasMetadata> List<T> of(Class<T> kind) {
        return all.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    <T extends HasMetadata> T named(Class<T> kind, String name) {
        return of(kind).stream()
                .filter(one -> one.getMetadata().getName().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("A " + kind.getSimpleName() + " " + name + " was expected"));
    }

    List<PodSpec> pods() {
        return List.of(
                named(Deployment.class, "parley").getSpec().getTemplate().getSpec(),
                named(StatefulSet.class, "parley-redis").getSpec().getTemplate().getSpec());
    }

    /// Of all resources that create pods.
    List<PodSpec> allPods() {
        return Stream.of(
                        of(Deployment.class).stream().map(one -> one.getSpec().getTemplate()),
                        of(StatefulSet.class).stream().map(one -> one.getSpec().getTemplate()),
                        of(Job.class).stream().map(one -> one.getSpec().getTemplate()),
                        of(CronJob.class).stream()
                                .map(one ->
                                        one.getSpec().getJobTemplate().getSpec().getTemplate()))
                .flatMap(templates -> templates)
                .map(PodTemplateSpec::getSpec)
                .toList();
    }

    private void read(String what, String text) {
        for (Object document : new Yaml().loadAll(text)) {
            // A patch by path is a list of operations, each of which is a document.
            if (!(document instanceof List<?>)) {
                all.add(read(what, document));
            }
        }
    }

    private static HasMetadata read(String what, Object document) {
        if (!(document instanceof Map<?, ?> fields)) {
            throw new AssertionError(what + ": a manifest was expected, not " + document);
        }
        // An instruction to kustomize itself.
        fields.remove("$patch", "delete");
        String kind = fields.get("apiVersion") + " " + fields.get("kind");
        Class<? extends HasMetadata> type = KINDS.get(kind);
        if (type == null) {
            throw new AssertionError(what + ": one of " + KINDS.keySet() + " was expected, not " + kind);
        }
        return STRICT.convertValue(fields, type);
    }

    /// The model keeps unknown fields as additional ones; without that they are refused.
    private static final class NothingElse extends JacksonAnnotationIntrospector {
        private static final long serialVersionUID = 1L;

        @Override
        public Boolean hasAnySetter(Annotated member) {
            return false;
        }
    }
}
