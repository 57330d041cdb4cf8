package chat.parley.boot;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.kit.ClassPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// One run of the packaged jar, as a platform starts it: settings from the environment, nothing inherited,
/// free ports.
final class PackagedPod implements AutoCloseable {
    private static final Path JAR = Path.of(System.getProperty("parley.jar", "target/quarkus-app/quarkus-run.jar"));

    private final Path folder;
    private final Process process;

    PackagedPod(Path folder, Map<String, String> environment, String... properties) throws IOException {
        this(folder, environment, List.of("-jar", JAR.toString()), properties);
    }

    /// Started as in the image: by its main class, with its options.
    static PackagedPod asTheImage(Path folder, Map<String, String> environment, String... properties)
            throws IOException {
        return asTheImage(folder, environment, Path.of("src/main/docker/jvm.args"), properties);
    }

    /// The same, with other options.
    static PackagedPod asTheImage(Path folder, Map<String, String> environment, Path options, String... properties)
            throws IOException {
        List<String> image =
                List.of("@" + options, "-cp", ClassPath.of(JAR.resolveSibling("")), "io.quarkus.runner.GeneratedMain");
        return new PackagedPod(folder, environment, image, properties);
    }

    private PackagedPod(Path folder, Map<String, String> environment, List<String> application, String... properties)
            throws IOException {
        this.folder = folder;
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        // It lives only for seconds.
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-Dquarkus.management.port=0"));
        command.addAll(List.of(properties));
        command.addAll(application);
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(folder.resolve("out").toFile())
                .redirectError(folder.resolve("err").toFile());
        builder.environment().clear();
        builder.environment().put("PORT", "0");
        builder.environment().put("PARLEY_TOKEN_SECRET", "a secret of thirty-two bytes, and more");
        builder.environment().putAll(environment);
        process = builder.start();
    }

    static Path app() {
        return JAR.resolveSibling("lib").resolve("..").normalize();
    }

    boolean hasStarted() throws IOException {
        return output().contains("started in");
    }

    String errors() throws IOException {
        return Files.readString(folder.resolve("err"));
    }

    String output() throws IOException {
        return Files.readString(folder.resolve("out"));
    }

    int exitCode() throws InterruptedException {
        assertTrue(process.waitFor(90, SECONDS), () -> "The pod was expected to end by itself, but it said " + this);
        return process.exitValue();
    }

    boolean hasEnded() {
        return !process.isAlive();
    }

    /// Its output so far: shown if it did something unexpected.
    @Override
    public String toString() {
        try {
            return errors() + output();
        } catch (IOException e) {
            return e.toString();
        }
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().orTimeout(40, SECONDS).join();
    }
}
