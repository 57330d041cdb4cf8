package chat.parley.kit;

import chat.parley.dev.OwnRedis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/// What a JVM learned about the classes of the packaged jar: each pod that starts with it has half the
/// startup work. A first pod, which serves somebody and ends, makes it once per package; it is stored in
/// `target`. If it cannot be made, one line says so and pods start without it; the JVM does the same with one
/// that does not match.
final class Archive {
    private static final Path FOLDER = Path.of("target", "pods");
    private static final int TRAINING_SECONDS = 3;
    private static final int WRITTEN_WITHIN_SECONDS = 90;
    private static final List<String> ARGUMENTS = arguments(Pod.packaged());

    private Archive() {}

    /// The JVM options for a pod of this jar.
    static List<String> of(Path jar) {
        return jar.equals(Pod.packaged()) ? ARGUMENTS : List.of();
    }

    private static List<String> arguments(Path jar) {
        try {
            Path archive = FOLDER.resolve(name(jar)).toAbsolutePath();
            if (!Files.exists(archive)) {
                make(jar, archive);
            }
            // A pod with a wrong clock sees files of another age than they were archived with: no reason to warn.
            return List.of("-XX:AOTCache=" + archive, "-Xlog:aot=off", "-Xlog:cds=off");
        } catch (IOException | RuntimeException | AssertionError e) {
            System.out.println("Pods start without an archive of their classes: " + e);
            return List.of();
        }
    }

    /// Another package, another place or another JVM needs another archive.
    private static String name(Path jar) throws IOException {
        FileTime packaged = Files.getLastModifiedTime(jar);
        return Integer.toHexString(Objects.hash(packaged, jar, Runtime.version(), Form.isLong())) + ".aot";
    }

    private static void make(Path jar, Path archive) throws IOException {
        Files.createDirectories(FOLDER);
        Path folder = Files.createTempDirectory(FOLDER, "making-");
        Path made = folder.resolve("archive").toAbsolutePath();
        try (OwnRedis redis = new OwnRedis();
                Pod pod = new Pod(
                        jar,
                        folder,
                        "first",
                        redis.address(),
                        Map.of(),
                        List.of("-XX:AOTCacheOutput=" + made, "parley.training=" + TRAINING_SECONDS + "s"))) {
            pod.end(WRITTEN_WITHIN_SECONDS);
        }
        forgetOthers();
        Files.move(made, archive, StandardCopyOption.ATOMIC_MOVE);
        Files.delete(folder.resolve("first.log"));
        Files.delete(folder);
    }

    private static void forgetOthers() throws IOException {
        try (Stream<Path> others = Files.list(FOLDER)) {
            others.filter(other -> other.toString().endsWith(".aot"))
                    .forEach(other -> other.toFile().delete());
        }
    }
}
