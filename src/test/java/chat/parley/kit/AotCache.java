package chat.parley.kit;

import chat.parley.dev.OwnRedis;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// What a JVM learned about a pod's classes while one started: a pod that starts with it takes half the CPU.
/// A pod that starts and ends makes it once per run, beside the first tests; pods that start before it exists
/// do without.
final class AotCache {
    private static final Path FILE = Path.of("target", "pods.aot");
    /// Where it is written; it is renamed when it is complete.
    private static final Path PART = Path.of("target", "pods.aot.part");
    private static final String OUTPUT = "-XX:AOTCacheOutput=";
    private static final int SECONDS = 120;

    private static boolean begun;

    private AotCache() {}

    /// The options of a pod's JVM with the cache; none while there is none. The first call starts making it.
    /// @param settings of the pod
    static List<String> options(Path jar, List<String> settings) {
        if (settings.stream().anyMatch(setting -> setting.startsWith(OUTPUT))) {
            return List.of();
        }
        begin(jar);
        return made() ? List.of("-XX:AOTCache=" + FILE) : List.of();
    }

    private static boolean made() {
        return Files.exists(FILE);
    }

    private static synchronized void begin(Path jar) {
        if (!begun) {
            begun = true;
            delete();
            Thread.ofVirtual().name("aot-cache").start(() -> make(jar));
        }
    }

    private static void delete() {
        try {
            Files.deleteIfExists(FILE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void make(Path jar) {
        try (OwnRedis redis = new OwnRedis()) {
            Path folder = Files.createTempDirectory("parley-aot-");
            try (Pod pod = new Pod(
                    jar,
                    folder,
                    "trainee",
                    redis.address(),
                    Map.of("PARLEY_DRAIN_DURATION", "0s"),
                    List.of(OUTPUT + PART))) {
                pod.ready();
                pod.terminate();
                pod.end(SECONDS);
            }
            Files.move(PART, FILE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
