package chat.parley;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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

    private static List<Path> yamlFiles() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of(".github"))) {
            return files.filter(file -> file.toString().endsWith(".yml")).toList();
        }
    }
}
