package chat.parley;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// GitHub ignores a form or a workflow that it cannot parse, and nobody notices.
final class GitHubFilesTest {

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    @Test
    void everyYamlFileForGitHubParses() throws IOException {
        List<Path> files = yamlFiles();
        assertFalse(files.isEmpty());
        for (Path file : files) {
            assertDoesNotThrow(() -> YAML.readTree(file.toFile()), file.toString());
        }
    }

    @Test
    void publishedImageHasTwoArchitecturesAListOfItsPartsAndItsOrigin() throws IOException {
        JsonNode publish = workflow("publish");
        assertEquals("[\"v[0-9]+.[0-9]+.[0-9]+\"]", publish.at("/on/push/tags").toString());
        assertEquals(0, publish.get("permissions").size(), "each job asks for its own");
        JsonNode image = publish.at("/jobs/image");
        assertEquals(
                Set.of("linux/amd64", "linux/arm64"),
                Set.copyOf(image.at("/strategy/matrix/include").findValuesAsText("platform")));
        JsonNode build = step(image, "docker/build-push-action").get("with");
        assertTrue(build.get("sbom").asBoolean());
        assertEquals("mode=max", build.get("provenance").asText());
        assertEquals("${{ matrix.platform }}", build.get("platforms").asText());
        assertTrue(Files.exists(Path.of(build.get("file").asText())));
        for (JsonNode job : publish.get("jobs")) {
            List<String> rights = job.get("permissions").properties().stream()
                    .map(right -> right.getKey() + ": " + right.getValue().asText())
                    .toList();
            assertTrue(Set.of("contents: read", "packages: write").containsAll(rights), rights::toString);
        }
    }

    /// What a client cannot check without a cluster.
    @Test
    void readmesStepsRunOnKind() throws IOException {
        String steps = workflow("check").at("/jobs/kubernetes/steps").toString();
        for (String step : List.of("kind load docker-image parley", "k8s/deploy local", "k8s/deploy production")) {
            assertTrue(steps.contains(step), step);
        }
    }

    private static JsonNode workflow(String name) throws IOException {
        return YAML.readTree(Path.of(".github/workflows", name + ".yml").toFile());
    }

    private static JsonNode step(JsonNode job, String action) {
        for (JsonNode step : job.get("steps")) {
            if (step.path("uses").asText().startsWith(action + "@")) {
                return step;
            }
        }
        throw new AssertionError("a step with " + action + " was expected");
    }

    private static List<Path> yamlFiles() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of(".github"))) {
            return files.filter(file -> file.toString().endsWith(".yml")).toList();
        }
    }
}
