package chat.parley.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.kit.Lane;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;

/// The list of the package's contents, for operators who need to know which versions run where (CycloneDX).
@Lane(Lane.PROTOCOL)
final class DependencyListIT {
    @Test
    void packageContainsItsDependencyList() throws IOException {
        JsonNode list = new ObjectMapper().readTree(file().toFile());
        assertEquals("CycloneDX", list.get("bomFormat").asText());
        Set<String> listed = new TreeSet<>();
        list.get("components")
                .forEach(part -> listed.add(
                        part.get("name").asText() + "-" + part.path("version").asText() + ".jar"));
        Set<String> packed = new TreeSet<>();
        try (Stream<Path> files = Files.walk(PackagedPod.app().resolve("lib/main"))) {
            files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".jar"))
                    .forEach(packed::add);
        }
        assertTrue(packed.size() > 100, "the package was expected, got " + packed.size() + " parts");
        packed.removeIf(name -> listed.stream().anyMatch(name::endsWith));
        assertEquals(Set.of(), packed, "in the package and not in the list");
    }

    /// Not the time of its build, so that the next build of this commit has the same bytes
    /// (`.ci/reproducible`).
    @Test
    void packageStatesItsBuildTime() throws IOException {
        List<Path> jars;
        try (Stream<Path> files = Files.walk(PackagedPod.app())) {
            jars = files.filter(file -> file.getFileName().toString().matches("parley.*\\.jar|.*-bytecode\\.jar"))
                    .toList();
        }
        assertEquals(3, jars.size(), jars::toString);
        for (Path jar : jars) {
            try (JarFile opened = new JarFile(jar.toFile())) {
                assertEquals(
                        Set.of(LocalDateTime.parse("2026-01-01T00:00:00")),
                        opened.stream().map(ZipEntry::getTimeLocal).collect(Collectors.toSet()),
                        jar::toString);
            }
        }
    }

    private static Path file() throws IOException {
        try (Stream<Path> packaged = Files.list(PackagedPod.app());
                Stream<Path> built = Files.list(Path.of("target"))) {
            return Stream.concat(packaged, built)
                    .filter(file -> file.getFileName().toString().endsWith("cyclonedx.json"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("expected a list of the package's parts beside it"));
        }
    }
}
