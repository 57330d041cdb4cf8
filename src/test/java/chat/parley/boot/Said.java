package chat.parley.boot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What manifests say, whoever rendered them: without what Kustomize or Helm alone adds (the hash in a
/// ConfigMap's name, labels of a release, checksums, the revision in a Job's name), and with items that have a
/// name in the order of their names.
final class Said {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern HASH = Pattern.compile("(parley-[a-z-]+)-[bcdfghkmt2456789]{10}");
    private static final List<String> LABELS = List.of(
            "app.kubernetes.io/part-of", "app.kubernetes.io/managed-by", "app.kubernetes.io/instance", "helm.sh/chart");

    private Said() {}

    /// By kind and name. The namespace belongs to Kustomize alone.
    static Map<String, JsonNode> by(Manifests manifests) {
        Map<String, JsonNode> said = new TreeMap<>();
        for (HasMetadata one : manifests.all()) {
            if (!(one instanceof Namespace)) {
                JsonNode object = normal(JSON.valueToTree(one));
                said.put(one.getKind() + " " + object.at("/metadata/name").asText(), object);
            }
        }
        return said;
    }

    private static JsonNode normal(ObjectNode object) {
        ObjectNode metadata = (ObjectNode) object.get("metadata");
        metadata.remove("namespace");
        if (metadata.get("labels") instanceof ObjectNode labels) {
            labels.remove(LABELS);
            if (labels.isEmpty()) {
                metadata.remove("labels");
            }
        }
        if (object.get("kind").asText().equals("Job")) {
            metadata.put("name", metadata.get("name").asText().replaceAll("-1$", ""));
        }
        if (object.at("/spec/template/metadata") instanceof ObjectNode template
                && template.get("annotations") instanceof ObjectNode annotations) {
            annotations.remove("checksum/config");
            if (annotations.isEmpty()) {
                template.remove("annotations");
            }
        }
        return sorted(object);
    }

    private static JsonNode sorted(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.properties().forEach(field -> field.setValue(sorted(field.getValue())));
            // A stricter constraint on the same topology makes the other one mean nothing.
            if (object.get("topologySpreadConstraints") instanceof ArrayNode constraints) {
                Map<String, JsonNode> strictest = new TreeMap<>();
                constraints.forEach(one -> strictest.merge(
                        one.get("topologyKey").asText(),
                        one,
                        (some, other) ->
                                some.get("whenUnsatisfiable").asText().equals("DoNotSchedule") ? some : other));
                object.set("topologySpreadConstraints", JSON.createArrayNode().addAll(strictest.values()));
            }
        } else if (node instanceof ArrayNode array) {
            List<JsonNode> items = new ArrayList<>();
            array.forEach(item -> items.add(sorted(item)));
            if (items.stream().allMatch(item -> name(item) != null)) {
                items.sort(Comparator.comparing(item -> Objects.requireNonNull(name(item))));
            }
            return JSON.createArrayNode().addAll(items);
        } else if (node.isTextual()) {
            return JSON.getNodeFactory().textNode(HASH.matcher(node.asText()).replaceAll("$1"));
        }
        return node;
    }

    private static @Nullable String name(JsonNode item) {
        return Stream.of("mountPath", "name")
                .filter(item::has)
                .findFirst()
                .map(field -> item.get(field).asText())
                .orElse(null);
    }
}
