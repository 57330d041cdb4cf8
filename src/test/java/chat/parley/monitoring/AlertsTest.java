package chat.parley.monitoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.kit.Program;
import io.fabric8.openshift.api.model.monitoring.v1.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class AlertsTest {
    private static final Path FOLDER = Path.of("target", "monitoring");
    private static final String TESTS = "alerts.yaml";
    private static final Pattern AGGREGATION = Pattern.compile("\\b(?:sum|min|max|avg|count|group)\\b(?: by \\()?(.*)");
    private static final Pattern METRIC = Pattern.compile("\\b(?:parley|jvm|process)_\\w+(.{0,24})");

    @Test
    void eachAlertFiresWhenItMustAndNotOnACalmDay() throws IOException {
        Path promtool = Program.named("promtool", "the alerts' own tests");
        Expressions.writeTo(FOLDER.resolve("rules.yaml"));
        Files.copy(
                Path.of("src/test/resources/monitoring", TESTS),
                FOLDER.resolve(TESTS),
                StandardCopyOption.REPLACE_EXISTING);
        assertTrue(Program.run(promtool, FOLDER, "check", "rules", "rules.yaml").contains("SUCCESS"));
        assertTrue(Program.run(promtool, FOLDER, "test", "rules", TESTS).contains("SUCCESS"));
    }

    @Test
    void eachAlertIsTestedAndHasASeverity() throws IOException {
        String tests = Files.readString(Path.of("src/test/resources/monitoring", TESTS));
        for (Rule rule : Expressions.rules()) {
            if (rule.getAlert() != null) {
                String name = rule.getAlert();
                assertTrue(tests.contains("name: " + name + "\n"), name);
                assertTrue(
                        List.of("warning", "critical").contains(rule.getLabels().get("severity")), name);
            }
        }
    }

    /// One Prometheus may watch several installations; none may hide another, or be taken for it.
    @Test
    void everyExpressionIsByNamespace() {
        for (Rule rule : Expressions.rules()) {
            assertAggregatesByNamespace(rule.getExpr().getStrVal());
        }
        for (Expressions.Named panel : Expressions.panelsAsWritten()) {
            assertAggregatesByNamespace(panel.text());
            METRIC.matcher(panel.text())
                    .results()
                    .forEach(metric -> assertTrue(
                            metric.group(1).startsWith("{namespace=~\"$namespace\""),
                            () -> panel.name() + ": " + metric.group()));
        }
    }

    private static void assertAggregatesByNamespace(String expression) {
        AGGREGATION
                .matcher(expression)
                .results()
                .forEach(one -> assertTrue(one.group(1).startsWith("namespace"), expression));
    }

    /// Metrics that the framework omits from a native image: a panel or an alert that uses them would be
    /// silent there.
    @Test
    void rulesUseOnlyMetricsOfANativePod() {
        assertEquals(
                List.of(),
                Expressions.all().filter(one -> one.text().contains("jvm_gc_")).toList());
    }
}
