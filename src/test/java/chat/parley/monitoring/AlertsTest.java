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
import org.junit.jupiter.api.Test;

final class AlertsTest {
    private static final Path FOLDER = Path.of("target", "monitoring");
    private static final String TESTS = "alerts.yaml";

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

    /// Metrics that the framework omits from a native image: a panel or an alert that uses them would be
    /// silent there.
    @Test
    void rulesUseOnlyMetricsOfANativePod() {
        assertEquals(
                List.of(),
                Expressions.all().filter(one -> one.text().contains("jvm_gc_")).toList());
    }
}
