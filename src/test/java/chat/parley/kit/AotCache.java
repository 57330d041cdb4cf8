package chat.parley.kit;

import chat.parley.dev.OwnRedis;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// What a JVM learned about the classes of a pod while one started: a pod that starts with it takes half the CPU. It
/// is made once for a run, beside the first tests, by a pod that starts and ends; those that start before it is
/// there go without.
final class AotCache {
    private static final Path FILE = Path.of("target", "pods.aot");
    /// Where it is written; it gets its name when it is whole.
    private static final Path PART = Path.of("target", "pods.aot.part");
    private static final String OUTPUT = "-XX:AOTCacheOutput=";
    private static final int SECONDS = 120;

    private static boolean begun;

    private AotCache() {}

    /// The options of a pod's JVM with the cache, none while there is none. Begins to make it when it is first asked
    /// for.
    ///
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
