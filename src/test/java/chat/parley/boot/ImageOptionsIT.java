package chat.parley.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.parley.kit.Pod;
import chat.parley.kit.Town;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// A pod with the options that the image gives its JVM (src/main/docker/jvm.args), from its class path as the image
/// starts it.
final class ImageOptionsIT {
    private static final Path OPTIONS = Path.of("src/main/docker/jvm.args");

    @Test
    void fromItsStartToItsEndItSaysNothingButItsLog() throws IOException {
        try (Town town = new Town()) {
            Pod pod = town.pod(settings());
            town.ready();
            pod.terminate();
            pod.end(20);
            assertEquals(
                    List.of(),
                    pod.said().lines().filter(line -> !line.startsWith("{")).toList());
        }
    }

    private static String[] settings() throws IOException {
        return Stream.concat(
                        Files.readAllLines(OPTIONS).stream().filter(line -> line.startsWith("-")),
                        Stream.of("parley.drain.duration=0s"))
                .toArray(String[]::new);
    }
}
