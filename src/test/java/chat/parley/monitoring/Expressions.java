package chat.parley.monitoring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.Rule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.yaml.snakeyaml.Yaml;

/// The rules and the dashboard, as deployed to the cluster.
final class Expressions {
    private static final Path FOLDER = Path.of("k8s/components/monitoring");

    /// One expression and where it is shown or computed.
    record Named(String name, String text) {}

    private Expressions() {}

    static List<Rule> rules() {
        PrometheusRule rules = new ObjectMapper().convertValue(yaml(), PrometheusRule.class);
        return rules.getSpec().getGroups().stream()
                .flatMap(group -> group.getRules().stream())
                .toList();
    }

    /// Writes the rules where Prometheus and promtool read them: as a file of groups.
    static void writeTo(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, new Yaml().dump(yaml().get("spec")));
    }

    /// The panels' queries for all namespaces: what Grafana puts in for its variable then.
    static List<Named> panels() {
        return panelsAsWritten().stream()
                .map(one -> new Named(one.name(), one.text().replace("$namespace", ".*")))
                .toList();
    }

    static List<Named> panelsAsWritten() {
        try {
            JsonNode dashboard =
                    new ObjectMapper().readTree(FOLDER.resolve("parley.json").toFile());
            List<Named> all = new ArrayList<>();
            for (JsonNode panel : dashboard.get("panels")) {
                panel.path("targets")
                        .forEach(target -> all.add(new Named(
                                panel.get("title").asText(), target.get("expr").asText())));
            }
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Every expression in use. A condition is queried as a number, 0 or 1, so that it also has an answer
    /// while nothing is wrong.
    static Stream<Named> all() {
        return Stream.concat(
                panels().stream(),
                rules().stream()
                        .map(rule -> rule.getAlert() == null
                                ? new Named(rule.getRecord(), rule.getExpr().getStrVal())
                                : new Named(
                                        rule.getAlert(),
                                        rule.getExpr()
                                                .getStrVal()
                                                .replace(" > ", " > bool ")
                                                .replace(" < ", " < bool ")
                                                .replace(" >= ", " >= bool ")
                                                .replace(" == ", " == bool "))));
    }

    private static Map<String, Object> yaml() {
        try {
            return new Yaml().load(Files.readString(FOLDER.resolve("rules.yaml")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
