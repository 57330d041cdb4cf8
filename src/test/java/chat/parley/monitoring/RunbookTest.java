package chat.parley.monitoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.store.RedisErrorCode;
import io.fabric8.openshift.api.model.monitoring.v1.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What an operator finds when they are woken: an alert leads to its entry, whose commands can be copied.
final class RunbookTest {
    private static final Pattern KUBECTL = Pattern.compile("kubectl (?!get node)[^|>;&)]*");
    private static final Pattern SPAN = Pattern.compile("`kubectl [^`]+`");

    private final Runbook runbook;

    RunbookTest() throws IOException {
        runbook = Runbook.read();
    }

    @Test
    void eachAlertHasCommandsAndAnEndCondition() {
        for (Rule rule : Expressions.rules()) {
            if (rule.getAlert() != null) {
                String name = rule.getAlert();
                assertEquals(
                        "https://parley.example.com/" + Runbook.PAGE + "#" + name.toLowerCase(Locale.ROOT),
                        rule.getAnnotations().get("runbook_url"),
                        "an overlay replaces what is before the #");
                String entry = runbook.entry(name);
                for (String part : List.of("\n**Seen**: ", "\n```sh\n", "kubectl ", "\n**Over** when ")) {
                    assertTrue(entry.contains(part), () -> name + ": " + part);
                }
            }
        }
    }

    /// Nobody has to look for a definition elsewhere on the page.
    @Test
    void eachBlockOfCommandsIsSelfContained() {
        for (String block : runbook.blocks()) {
            assertDefined(block, "redis ", "redis() {");
            assertDefined(block, "$pod\"", "pod=", "for pod in ");
            assertDefined(block, "$node\"", "node=");
            assertDefined(block, "localhost:9000/q/", "kubectl port-forward -n parley \"");
            KUBECTL.matcher(block)
                    .results()
                    .map(command -> command.group())
                    .forEach(command -> assertTrue(command.contains(" -n parley"), command));
        }
    }

    /// Also those within a sentence or a table.
    @Test
    void everyCommandNamesItsNamespace() throws IOException {
        for (String line : Files.readAllLines(Path.of(Runbook.PAGE))) {
            SPAN.matcher(line)
                    .results()
                    .map(MatchResult::group)
                    .filter(command ->
                            !command.matches("`kubectl( \\S+)?`|`kubectl (apply -k|kustomize|get gatewayclass).*"))
                    .forEach(command -> assertTrue(command.contains(" -n parley"), command));
        }
    }

    private static void assertDefined(String block, String use, String... definitions) {
        assertTrue(
                !block.contains(use) || Stream.of(definitions).anyMatch(block::contains),
                () -> use + "is defined in\n" + block);
    }

    @Test
    void eachReasonForAnUnfitRedisIsExplained() {
        String entry = runbook.entry("Why a pod is not ready");
        assertEquals(
                List.of(),
                Stream.of(RedisErrorCode.values())
                        .filter(code -> code != RedisErrorCode.OTHER)
                        .map(RedisErrorCode::meaning)
                        .filter(meaning -> !entry.contains("`" + meaning + "`"))
                        .toList());
    }
}
