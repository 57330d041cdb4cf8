package chat.parley.boot;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.dev.TestRedis;
import chat.parley.kit.Lane;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Lane(Lane.PROTOCOL)
final class PackagedPodIT {
    private static final Pattern OPENED = Pattern.compile("opened session=\\S+ user=(\\S+)");

    @TempDir
    private Path folder;

    @Test
    void packageContainsNoRedisServer() throws IOException {
        List<String> names = contents();
        assertTrue(names.stream().anyMatch(name -> name.contains("quarkus-redis-client")), "the package was expected");
        assertEquals(
                List.of(),
                names.stream()
                        .filter(name -> name.contains("embedded-redis")
                                || name.contains("redis-server")
                                || name.startsWith("redis/embedded/"))
                        .toList());
    }

    @Test
    void podWithoutRedisNamesTheSettingAndExits() throws IOException, InterruptedException {
        try (PackagedPod pod = new PackagedPod(folder, Map.of())) {
            assertNotEquals(0, pod.exitCode());
            assertEquals(1, pod.errors().lines().count(), pod::toString);
            assertTrue(pod.errors().contains("REDIS_URL"), pod::toString);
            assertTrue(pod.errors().contains("quarkus.redis.hosts"), pod::toString);
            assertFalse(pod.output().contains("\\tat "), pod::toString);
        }
    }

    @Test
    void podFindsRedisByThePlatformsVariable() throws IOException {
        assertStarts(Map.of("REDIS_URL", TestRedis.address().toString()));
    }

    @Test
    void trainingPodChatsWithItselfAndExits() throws IOException, InterruptedException {
        Map<String, String> training =
                Map.of("REDIS_URL", TestRedis.address().toString(), "PORT", "0", "PARLEY_TRAINING", "6s");
        try (PackagedPod pod = new PackagedPod(folder, training)) {
            assertEquals(0, pod.exitCode(), pod::toString);
            List<String> came = OPENED.matcher(pod.output())
                    .results()
                    .map(opened -> opened.group(1))
                    .toList();
            assertTrue(Set.copyOf(came).size() < came.size(), () -> "expected somebody who comes back: " + pod);
            assertFalse(pod.output().contains("\"ERROR\""), pod::toString);
        }
    }

    /// With the image's options but for the folder, and a heap in which no pod fits.
    @Test
    void podWritesWhatFilledItsHeapAndExits() throws IOException, InterruptedException {
        List<String> options = new ArrayList<>(Files.readAllLines(Path.of("src/main/docker/jvm.args")));
        assertTrue(options.remove("-XX:HeapDumpPath=/dumps"));
        options.add("-XX:HeapDumpPath=" + folder);
        options.add("-Xmx8m");
        Path file = Files.write(folder.resolve("jvm.args"), options);
        Map<String, String> environment =
                Map.of("REDIS_URL", TestRedis.address().toString());
        try (PackagedPod pod = PackagedPod.asTheImage(folder, environment, file)) {
            assertEquals(3, pod.exitCode(), pod::toString);
            try (Stream<Path> files = Files.list(folder)) {
                List<Path> dumps =
                        files.filter(one -> one.toString().endsWith(".hprof")).toList();
                assertEquals(1, dumps.size(), pod::toString);
                assertTrue(Files.size(dumps.getFirst()) > 1 << 20, pod::toString);
            }
        }
    }

    @Test
    void podFindsRedisByTheFrameworksVariable() throws IOException {
        assertStarts(Map.of("QUARKUS_REDIS_HOSTS", TestRedis.address().toString(), "REDIS_URL", "not used"));
    }

    @Test
    void podFindsRedisByTheSystemProperty() throws IOException {
        assertStarts(Map.of("REDIS_URL", "not used"), "-Dquarkus.redis.hosts=" + TestRedis.address());
    }

    private void assertStarts(Map<String, String> environment, String... properties) throws IOException {
        try (PackagedPod pod = new PackagedPod(folder, environment, properties)) {
            await().atMost(90, SECONDS).alias(pod.toString()).until(() -> pod.hasStarted() || pod.hasEnded());
            assertTrue(pod.hasStarted(), pod::toString);
            assertEquals("", pod.errors());
        }
    }

    private static List<String> contents() throws IOException {
        List<String> names = new ArrayList<>();
        try (Stream<Path> files = Files.walk(PackagedPod.app())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                names.add(file.getFileName().toString());
                if (file.toString().endsWith(".jar")) {
                    try (JarFile jar = new JarFile(file.toFile())) {
                        jar.stream().forEach(entry -> names.add(entry.getName()));
                    }
                }
            }
        }
        return names;
    }
}
