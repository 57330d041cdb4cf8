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

/// What a JVM learned about the classes of the packaged jar: each pod that is started with it has half the work of
/// starting. Made once for each package, by a first pod that serves somebody and ends, and kept beside the jar's folder
/// in `target`. Where it cannot be made, one line says so and pods start without it; the JVM does the same with one
/// that does not fit.
final class Archive {
    private static final Path FOLDER = Path.of("target", "pods");
    private static final int TRAINING_SECONDS = 3;
    private static final int WRITTEN_WITHIN_SECONDS = 90;
    private static final List<String> ARGUMENTS = arguments(Pod.packaged());

    private Archive() {}

    /// What to tell the JVM of a pod of this jar.
    static List<String> of(Path jar) {
        return jar.equals(Pod.packaged()) ? ARGUMENTS : List.of();
    }

    private static List<String> arguments(Path jar) {
        try {
            Path archive = FOLDER.resolve(name(jar)).toAbsolutePath();
            if (!Files.exists(archive)) {
                make(jar, archive);
            }
            // A pod whose clock is set wrong sees files of another age than they were archived with: no reason to warn.
            return List.of("-XX:AOTCache=" + archive, "-Xlog:aot=off", "-Xlog:cds=off");
        } catch (IOException | RuntimeException | AssertionError e) {
            System.out.println("Pods start without an archive of their classes: " + e);
            return List.of();
        }
    }

    /// Another package, its place or another JVM ask for another archive.
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
