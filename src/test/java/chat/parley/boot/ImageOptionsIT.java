package chat.parley.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.parley.kit.Lane;
import chat.parley.kit.Pod;
import chat.parley.kit.PodCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/// A pod with the image's JVM options (src/main/docker/jvm.args), started from its class path as the image
/// does.
@Lane(Lane.PROTOCOL)
final class ImageOptionsIT {
    private static final Path OPTIONS = Path.of("src/main/docker/jvm.args");

    @Test
    void imagePrintsNothingButItsLog() throws IOException {
        try (PodCluster podCluster = new PodCluster()) {
            Pod pod = podCluster.pod(settings());
            podCluster.ready();
            pod.terminate();
            pod.end(20);
            assertEquals(
                    List.of(),
                    pod.said().lines().filter(line -> !line.startsWith("{")).toList());
        }
    }

    /// The runner's manifest opens them if the jar is started; started from a class path, nothing reads it.
    @Test
    void optionsOpenTheModulesThatTheRunnerOpens() throws IOException {
        Assumptions.assumeTrue(Pod.packaged().toString().endsWith(".jar"), "a native image has opened what it needs");
        try (JarFile runner = new JarFile(Pod.packaged().toFile())) {
            String opened = runner.getManifest().getMainAttributes().getValue("Add-Opens");
            assertEquals(
                    Arrays.stream(opened.split(" "))
                            .map(what -> "--add-opens=" + what + "=ALL-UNNAMED")
                            .toList(),
                    options().filter(line -> line.startsWith("--add-opens=")).toList());
        }
    }

    private static String[] settings() throws IOException {
        return Stream.concat(options(), Stream.of("parley.drain.duration=0s")).toArray(String[]::new);
    }

    private static Stream<String> options() throws IOException {
        return Files.readAllLines(OPTIONS).stream().filter(line -> line.startsWith("-"));
    }
}
